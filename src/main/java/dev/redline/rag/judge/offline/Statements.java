package dev.redline.rag.judge.offline;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a clause apart where it states more than one thing: "work_mem, 4MB by default, applies to
 * ..." states a default and where it applies; "is on and is used for ..." has one subject and two
 * verbs; ", which is ..." speaks of the name before it.
 */
final class Statements {

  private final Verbs verbs;

  Statements(Lexicon lexicon) {
    this.verbs = new Verbs(lexicon);
  }

  /** The statements of one clause in order, at least one. */
  List<Statement> of(List<Token> clause) {
    List<Statement> statements = new ArrayList<>();
    List<Token> main = new ArrayList<>(clause);
    extractAsides(main, statements);
    splitVerbs(main, statements);
    return statements;
  }

  /** Moves asides that give a figure, or begin with "which is", from the clause to statements. */
  private void extractAsides(List<Token> main, List<Statement> statements) {
    for (int open = 1; open < main.size() - 1; open++) {
      if (main.get(open).is(",") && isAside(main, open + 1)) {
        int close = end(main, open + 1);
        List<Token> name = nameBefore(main, open);
        int from = main.get(open + 1).is("which") ? open + 2 : open + 1;
        if (!name.isEmpty() && from < close) {
          statements.add(new Statement(name, List.copyOf(main.subList(from, close))));
          main.subList(open, Math.min(main.size(), close + 1)).clear();
        }
      }
    }
  }

  private static boolean isAside(List<Token> tokens, int at) {
    Token first = tokens.get(at);
    boolean relative =
        first.is("which") && at + 1 < tokens.size() && tokens.get(at + 1).text().matches("is|are");
    return relative || (first.kind() == Token.Kind.NUMBER && byDefault(tokens, at));
  }

  private static boolean byDefault(List<Token> tokens, int at) {
    return tokens.subList(at, end(tokens, at)).stream().anyMatch(token -> token.is("default"));
  }

  private static int end(List<Token> tokens, int from) {
    int end = from;
    while (end < tokens.size() && tokens.get(end).kind() != Token.Kind.COMMA) {
      end++;
    }
    return end;
  }

  /** The last identifier before the aside; without one, the words up to the first verb. */
  private List<Token> nameBefore(List<Token> tokens, int open) {
    for (int i = open - 1; i >= 0; i--) {
      if (tokens.get(i).kind() == Token.Kind.IDENTIFIER) {
        return List.of(tokens.get(i));
      }
    }
    int verb = verbs.first(tokens.subList(0, open));
    return verb < 0 ? List.of() : List.copyOf(tokens.subList(0, verb));
  }

  /** Gives each further verb behind "and" the subject of the first. */
  private void splitVerbs(List<Token> main, List<Statement> statements) {
    int verb = verbs.first(main);
    int start = 0;
    for (int i = verb + 2; verb > 0 && i < main.size() - 2; i++) {
      boolean and = main.get(i).is("and") || main.get(i).is("but");
      if (and && verbs.at(main, i + 1)) {
        statements.add(statement(main, verb, start, i));
        start = i + 1;
      }
    }
    statements.add(statement(main, verb, start, main.size()));
  }

  private static Statement statement(List<Token> main, int verb, int start, int end) {
    List<Token> tokens = List.copyOf(main.subList(start, end));
    return start == 0
        ? Statement.whole(tokens)
        : new Statement(List.copyOf(main.subList(0, verb)), tokens);
  }
}
