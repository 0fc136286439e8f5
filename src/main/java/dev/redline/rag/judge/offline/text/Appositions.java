package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes out of a clause what only says once more who is meant: "Ada, the daughter of a poet, wrote
 * it" states that she is the daughter, and that she wrote it.
 */
final class Appositions {

  private static final Set<String> OPENERS =
      Set.of(
          "the",
          "a",
          "an",
          "its",
          "his",
          "her",
          "their",
          "one",
          "designed",
          "built",
          "made",
          "founded",
          "installed",
          "introduced",
          "written",
          "known",
          "called",
          "born");
  private static final int SHORTEST = 2;

  private final Verbs verbs;

  Appositions(Lexicon lexicon) {
    this.verbs = new Verbs(lexicon);
  }

  /** The clause without them, then each of them; at least one list. */
  List<List<Token>> apart(List<Token> clause) {
    List<Token> main = new ArrayList<>(clause);
    List<List<Token>> parts = new ArrayList<>();
    int open = comma(main, 1);
    while (open > 0) {
      int close = comma(main, open + 1);
      if (isApposition(main, open, close)) {
        parts.add(List.copyOf(main.subList(open + 1, close)));
        main.subList(open, close + 1).clear();
        close = open;
      }
      open = close;
    }
    parts.add(0, main);
    return parts;
  }

  /** Between two commas, begins like a name or a participle, and leaves a verb behind it. */
  private boolean isApposition(List<Token> tokens, int open, int close) {
    return close - open > SHORTEST
        && close < tokens.size() - 1
        && OPENERS.contains(tokens.get(open + 1).text())
        && verbs.first(tokens.subList(0, open)) < 0
        && verbs.first(tokens.subList(open + 1, close)) < 0;
  }

  private static int comma(List<Token> tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.get(i).is(",")) {
        return i;
      }
    }
    return -1;
  }
}
