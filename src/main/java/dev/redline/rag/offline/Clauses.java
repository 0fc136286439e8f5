package dev.redline.rag.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits a sentence where a second statement with subject and verb begins. */
final class Clauses {

  private static final Set<String> CONNECTIVES =
      Set.of(
          "and", "but", "while", "whereas", "so", "because", "although", "though", "since", "or");
  private static final Set<String> OPENERS =
      Set.of(
          "the", "a", "an", "its", "it", "this", "that", "these", "those", "they", "each", "every",
          "one", "no", "both", "all", "such", "there", "some", "any");
  private static final int REACH = 7;

  private final Lexicon lexicon;

  Clauses(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** The clauses in order; no token is lost but the connectives and commas between two clauses. */
  List<List<Token>> split(List<Token> sentence) {
    List<List<Token>> clauses = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < sentence.size(); i++) {
      if (separates(sentence, start, i)) {
        clauses.add(withoutTrailingComma(sentence.subList(start, i)));
        start = i + 1;
      }
    }
    clauses.add(withoutTrailingComma(sentence.subList(start, sentence.size())));
    return clauses;
  }

  private boolean separates(List<Token> sentence, int start, int at) {
    Token token = sentence.get(at);
    boolean connective = CONNECTIVES.contains(token.text());
    boolean semicolon = token.is(";");
    if (!connective && !semicolon) {
      return false;
    }
    boolean afterComma = sentence.get(at - 1).kind() == Token.Kind.COMMA;
    boolean opened = at + 1 < sentence.size() && opens(sentence.get(at + 1));
    return (afterComma || opened)
        && verbWithin(sentence, start, at)
        && verbWithin(sentence, at + 2, Math.min(sentence.size(), at + 2 + REACH));
  }

  private static boolean opens(Token token) {
    return token.kind() == Token.Kind.IDENTIFIER || OPENERS.contains(token.text());
  }

  private boolean verbWithin(List<Token> tokens, int from, int to) {
    return tokens.subList(Math.min(from, to), to).stream().anyMatch(t -> lexicon.isVerb(t.text()));
  }

  private static List<Token> withoutTrailingComma(List<Token> tokens) {
    int last = tokens.size() - 1;
    return last >= 0 && tokens.get(last).kind() == Token.Kind.COMMA
        ? tokens.subList(0, last)
        : tokens;
  }
}
