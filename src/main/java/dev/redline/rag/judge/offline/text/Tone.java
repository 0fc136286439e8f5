package dev.redline.rag.judge.offline.text;

import java.util.List;
import java.util.Set;

/**
 * How much a clause asserts.
 *
 * @param reach of its widest quantifier: 0 without one, 1 some, 2 many, 3 most, 4 all or none
 * @param hedged whether it says that something may be so, is planned, or is said by others
 * @param exclusive whether it says that nothing else is
 * @param passive whether what it speaks of is done by something
 */
public record Tone(int reach, boolean hedged, boolean exclusive, boolean passive) {

  private static final int SOME = 1;
  private static final int MOST = 3;

  private static final Set<String> EXCLUSIVE = Set.of("only", "solely", "exclusively");
  private static final Set<String> SHORT_OF =
      Set.of("nearly", "almost", "not", "virtually", "practically");
  private static final Set<String> DATING = Set.of("in", "of", "since", "until", "by");

  /** Of words that tell the tone. */
  private static final Set<String> STEMS =
      Set.of(
          "alway", "everi", "usual", "sever", "sometim", "most", "general", "typic", "like",
          "possibl", "suggest", "appear");

  /** Whether the stem is that of a word that tells the tone. */
  public static boolean isTold(Lexicon lexicon, String stem) {
    return lexicon.reach(stem) > 0 || STEMS.contains(stem);
  }

  static Tone of(Lexicon lexicon, List<Token> tokens) {
    int reach = 0;
    boolean hedged = false;
    boolean passive = false;
    for (int i = 0; i < tokens.size(); i++) {
      String ahead = i == 0 ? "" : tokens.get(i - 1).text();
      Token token = tokens.get(i);
      int widest = SHORT_OF.contains(ahead) ? MOST : Integer.MAX_VALUE;
      reach = Math.max(reach, Math.min(widest, lexicon.reach(token.text())));
      hedged |= lexicon.isHedge(token.text()) && !(token.is("may") && DATING.contains(ahead));
      passive |= token.is("by") && isParticiple(ahead);
    }
    return new Tone(reach, hedged, hasExclusive(tokens), passive);
  }

  /** Whether a statement in this tone asserts more than one in {@code other}. */
  public boolean exceeds(Tone other) {
    boolean wider = reach > other.reach && (other.reach > 0 || other.hedged);
    boolean bare = reach == 0 && other.reach == SOME;
    return wider || bare || (other.hedged && !hedged) || (exclusive && !other.exclusive);
  }

  private static boolean hasExclusive(List<Token> tokens) {
    return tokens.stream().anyMatch(token -> EXCLUSIVE.contains(token.text()));
  }

  private static boolean isParticiple(String word) {
    return word.endsWith("ed") || word.endsWith("en") || word.endsWith("wn") || word.endsWith("t");
  }
}
