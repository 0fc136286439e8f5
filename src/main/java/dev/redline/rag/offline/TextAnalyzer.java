package dev.redline.rag.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns text into terms. Not safe for use by several threads. */
final class TextAnalyzer {

  private static final Set<String> VERSIONED =
      Set.of("postgresql", "postgres", "pgvector", "version", "versions", "release");

  private final Lexicon lexicon;
  private final Clauses clauses;

  TextAnalyzer(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.clauses = new Clauses(lexicon);
  }

  /** All clauses of the text in order. */
  List<Clause> clauses(String text) {
    List<Clause> all = new ArrayList<>();
    List<String> sentences = Sentences.of(text);
    for (int i = 0; i < sentences.size(); i++) {
      for (List<Token> clause : clauses.split(read(sentences.get(i)))) {
        all.add(Clause.of(i, terms(clause), negations(clause)));
      }
    }
    return all;
  }

  /** All terms of the text in order. */
  List<Term> terms(String text) {
    return terms(read(text));
  }

  private List<Token> read(String text) {
    return Lexer.tokens(lexicon.phrases().replaceIn(text));
  }

  private int negations(List<Token> tokens) {
    return (int) tokens.stream().filter(token -> lexicon.isNegation(token.text())).count();
  }

  private List<Term> terms(List<Token> tokens) {
    List<Term> terms = new ArrayList<>();
    boolean compared = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      compared |= token.is("than");
      BigDecimal number = Quantities.number(token);
      if (number != null) {
        i = quantity(tokens, i, number, compared, terms);
      } else {
        addWord(token, compared, terms);
      }
    }
    return terms;
  }

  /** Adds the quantity that begins at {@code at} and returns the index of its last token. */
  private static int quantity(
      List<Token> tokens, int at, BigDecimal number, boolean compared, List<Term> terms) {
    int last = at;
    @Nullable String unit = unitAt(tokens, last + 1);
    if (unit != null) {
      last++;
    }
    String key =
        unit != null
            ? Quantities.key(number, unit)
            : at > 0 && VERSIONED.contains(tokens.get(at - 1).text())
                ? "version:" + tokens.get(at).text()
                : Quantities.key(number);
    boolean pronoun = unit == null && tokens.get(at).is("one");
    terms.add(new Term(pronoun ? Term.Kind.WORD : Term.Kind.QUANTITY, key, compared));
    return last;
  }

  private static @Nullable String unitAt(List<Token> tokens, int at) {
    return at < tokens.size() && Quantities.isUnit(tokens.get(at).text())
        ? tokens.get(at).text()
        : null;
  }

  private void addWord(Token token, boolean compared, List<Term> terms) {
    String text = token.text();
    if (token.kind() == Token.Kind.IDENTIFIER || token.kind() == Token.Kind.NUMBER) {
      terms.add(new Term(Term.Kind.IDENTIFIER, text, compared));
    } else if (token.kind() == Token.Kind.WORD
        && !lexicon.isStopword(text)
        && !lexicon.isNegation(text)) {
      terms.add(new Term(Term.Kind.WORD, lexicon.meaning(withoutPossessive(text)), compared));
    }
  }

  private static String withoutPossessive(String word) {
    return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
  }
}
