package dev.redline.rag.judge.offline.text;

import java.util.List;
import java.util.Set;

/** Finds the finite verbs of a clause, as far as word forms and neighbours tell. */
record Verbs(Lexicon lexicon) {

  private static final Set<String> OBJECT_OPENERS =
      Set.of(
          "a", "an", "the", "its", "their", "it", "them", "no", "each", "every", "all", "only",
          "to", "more", "fewer", "less", "at", "about", "this", "that", "up", "by");
  private static final Set<String> RELATIVES = Set.of("that", "which", "who", "whose", "to");

  /** Whether the token is a verb. */
  boolean at(List<Token> tokens, int index) {
    String word = tokens.get(index).text();
    return lexicon.isVerb(word) || (lexicon.isVerbOrNoun(word) && beforeObject(tokens, index));
  }

  /** Whether the token is a verb of the clause itself and not of a relative clause in it. */
  boolean mainAt(List<Token> tokens, int index) {
    return at(tokens, index) && (index == 0 || !RELATIVES.contains(tokens.get(index - 1).text()));
  }

  /** The index of the first main verb behind the first token; -1 if there is none. */
  int first(List<Token> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (mainAt(tokens, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean beforeObject(List<Token> tokens, int index) {
    return index + 1 < tokens.size()
        && (OBJECT_OPENERS.contains(tokens.get(index + 1).text())
            || tokens.get(index + 1).kind() == Token.Kind.IDENTIFIER);
  }
}
