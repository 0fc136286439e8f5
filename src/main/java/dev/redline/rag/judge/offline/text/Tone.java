package dev.redline.rag.judge.offline.text;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a clause asserts.
 *
 * @param reach of its widest quantifier: 0 without one, 1 some, 2 many, 3 most, 4 all or none
 * @param hedged whether it says that something may be so
 * @param exclusive whether it says that nothing else is
 * @param passive whether what it speaks of is done by something
 */
public record Tone(int reach, boolean hedged, boolean exclusive, boolean passive) {

  private static final Map<String, Integer> REACH =
      Map.ofEntries(
          Map.entry("some", 1),
          Map.entry("few", 1),
          Map.entry("several", 1),
          Map.entry("sometimes", 1),
          Map.entry("occasionally", 1),
          Map.entry("rarely", 1),
          Map.entry("seldom", 1),
          Map.entry("many", 2),
          Map.entry("often", 2),
          Map.entry("frequently", 2),
          Map.entry("most", 3),
          Map.entry("mostly", 3),
          Map.entry("usually", 3),
          Map.entry("generally", 3),
          Map.entry("typically", 3),
          Map.entry("normally", 3),
          Map.entry("all", 4),
          Map.entry("every", 4),
          Map.entry("each", 4),
          Map.entry("always", 4),
          Map.entry("never", 4),
          Map.entry("everyone", 4),
          Map.entry("invariably", 4));

  private static final Set<String> HEDGES =
      Set.of(
          "may",
          "might",
          "could",
          "possibly",
          "perhaps",
          "probably",
          "likely",
          "suggests",
          "suggest",
          "suspected",
          "appears",
          "appear",
          "seems",
          "believed",
          "thought",
          "expected",
          "alleged",
          "allegedly",
          "reportedly",
          "apparently");

  /** Of the words above that are no stems. */
  private static final Set<String> STEMS =
      Set.of(
          "alway", "everi", "usual", "sever", "sometim", "most", "general", "typic", "like",
          "possibl");

  private static final Set<String> EXCLUSIVE = Set.of("only", "solely", "exclusively");

  /** Whether the stem is that of a word that tells the tone. */
  public static boolean isTold(String stem) {
    return REACH.containsKey(stem) || HEDGES.contains(stem) || STEMS.contains(stem);
  }

  static Tone of(List<Token> tokens) {
    int reach = 0;
    boolean hedged = false;
    boolean exclusive = false;
    boolean passive = false;
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).text();
      reach = Math.max(reach, REACH.getOrDefault(word, 0));
      hedged |= HEDGES.contains(word);
      exclusive |= EXCLUSIVE.contains(word);
      passive |= word.equals("by") && i > 0 && isParticiple(tokens.get(i - 1).text());
    }
    return new Tone(reach, hedged, exclusive, passive);
  }

  /** Whether a statement in this tone asserts more than one in {@code other}. */
  public boolean exceeds(Tone other) {
    boolean wider = reach > other.reach && (other.reach > 0 || other.hedged);
    return wider || (other.hedged && !hedged) || (exclusive && !other.exclusive);
  }

  private static boolean isParticiple(String word) {
    return word.endsWith("ed") || word.endsWith("en") || word.endsWith("wn") || word.endsWith("t");
  }
}
