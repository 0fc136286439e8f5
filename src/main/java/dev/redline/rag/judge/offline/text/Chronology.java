package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts what came first first: "after the fever rose, the rash appeared" becomes "the fever rose
 * before the rash appeared".
 */
final class Chronology {

  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final Set<String> LATER = Set.of(AFTER, "once");
  private static final Set<String> NEXT = Set.of("then", "afterwards", "later", "subsequently");

  private Chronology() {}

  /** The clause with "before" between what came first and what came then, if it tells. */
  static List<Token> inOrder(List<Token> clause) {
    int comma = comma(clause);
    return comma > 0 && (clause.get(0).is(BEFORE) || LATER.contains(clause.get(0).text()))
        ? led(clause, comma)
        : told(clause);
  }

  /** "After the fever rose, the rash appeared." */
  private static List<Token> led(List<Token> clause, int comma) {
    Token first = clause.get(0);
    List<Token> leading = clause.subList(1, comma);
    List<Token> main = clause.subList(comma + 1, clause.size());
    return first.is(BEFORE) ? joined(first, main, leading) : joined(first, leading, main);
  }

  /** "The rash appeared after the fever rose", or "the fever rose, then the rash appeared". */
  private static List<Token> told(List<Token> clause) {
    for (int i = 1; i < clause.size() - 1; i++) {
      Token token = clause.get(i);
      List<Token> ahead = clause.subList(0, i);
      List<Token> behind = clause.subList(i + 1, clause.size());
      if (token.is(AFTER)) {
        return joined(token, behind, ahead);
      }
      if (NEXT.contains(token.text())) {
        return joined(token, ahead, behind);
      }
    }
    return clause;
  }

  private static int comma(List<Token> clause) {
    for (int i = 2; i < clause.size() - 1; i++) {
      if (clause.get(i).is(",")) {
        return i;
      }
    }
    return -1;
  }

  private static List<Token> joined(Token at, List<Token> earlier, List<Token> later) {
    List<Token> tokens = new ArrayList<>(earlier);
    tokens.add(new Token(Token.Kind.WORD, BEFORE, at.start(), at.end()));
    tokens.addAll(later);
    return tokens;
  }
}
