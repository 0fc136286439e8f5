package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits a sentence where a second statement with subject and verb begins. */
final class Clauses {

  private static final Set<String> SUBORDINATORS =
      Set.of("because", "while", "whereas", "although", "though", "since", "so", "but");
  private static final Set<String> FREE = Set.of("because", "while", "whereas", "so");
  private static final Set<String> COORDINATORS = Set.of("and", "or");
  private static final Set<String> LEADING = Set.of("because", "although", "though");
  private static final Set<String> OPENERS =
      Set.of(
          "the", "a", "an", "its", "it", "this", "that", "these", "those", "they", "each", "every",
          "one", "no", "both", "all", "such", "there", "some", "any");
  private static final int REACH = 8;

  private final Verbs verbs;

  Clauses(Lexicon lexicon) {
    this.verbs = new Verbs(lexicon);
  }

  /** The clauses in order; only connectives and commas between two clauses are lost. */
  List<List<Token>> split(List<Token> sentence) {
    List<List<Token>> clauses = new ArrayList<>();
    boolean led = !sentence.isEmpty() && LEADING.contains(sentence.get(0).text());
    int start = led ? 1 : 0;
    for (int i = start + 1; i < sentence.size() - 1; i++) {
      boolean endsLeading = led && sentence.get(i).is(",") && hasVerb(sentence, start, i);
      if (endsLeading || separates(sentence, start, i)) {
        add(clauses, sentence.subList(start, i));
        start = i + 1;
        led = false;
      }
    }
    add(clauses, sentence.subList(start, sentence.size()));
    return clauses;
  }

  private boolean separates(List<Token> sentence, int start, int at) {
    Token token = sentence.get(at);
    boolean afterComma = sentence.get(at - 1).kind() == Token.Kind.COMMA;
    if (token.is(";") || (afterComma && SUBORDINATORS.contains(token.text()))) {
      return hasVerbBehind(sentence, at);
    }
    boolean opened = opens(sentence.get(at + 1));
    boolean free = FREE.contains(token.text()) && opened;
    boolean coordinated = COORDINATORS.contains(token.text()) && (afterComma || opened);
    return (free || coordinated) && hasVerbBehind(sentence, at) && hasVerb(sentence, start, at);
  }

  private boolean hasVerbBehind(List<Token> sentence, int at) {
    return hasVerb(sentence, at + 1, Math.min(sentence.size(), at + 1 + REACH));
  }

  private static boolean opens(Token token) {
    return token.kind() == Token.Kind.IDENTIFIER || OPENERS.contains(token.text());
  }

  private boolean hasVerb(List<Token> tokens, int from, int to) {
    return verbs.first(tokens.subList(Math.min(from, to), to)) > 0;
  }

  private static void add(List<List<Token>> clauses, List<Token> tokens) {
    int last = tokens.size() - 1;
    boolean comma = last >= 0 && tokens.get(last).kind() == Token.Kind.COMMA;
    List<Token> clause = comma ? tokens.subList(0, last) : tokens;
    if (!clause.isEmpty()) {
      clauses.add(clause);
    }
  }
}
