package dev.redline.rag.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of one clause from left to right. */
final class TermReader {

  private static final Set<String> VERSIONED =
      Set.of("postgresql", "postgres", "pgvector", "version", "versions", "release");
  private static final Set<String> NARROW = Set.of("no", "without", "neither");
  private static final int NARROW_REACH = 2;

  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final List<Term> terms = new ArrayList<>();
  private boolean compared;
  private int negationReach;
  private int next;

  private TermReader(Lexicon lexicon, List<Token> tokens) {
    this.lexicon = lexicon;
    this.tokens = tokens;
  }

  static List<Term> read(Lexicon lexicon, List<Token> tokens) {
    TermReader reader = new TermReader(lexicon, tokens);
    while (reader.next < tokens.size()) {
      reader.readNext();
    }
    return reader.terms;
  }

  private void readNext() {
    Token token = tokens.get(next++);
    compared |= token.is("than") || token.is("morethan") || token.is("lessthan");
    BigDecimal number = Quantities.number(token);
    if (number != null) {
      addQuantity(token, number);
    } else if (lexicon.isNegation(token.text())) {
      negationReach = NARROW.contains(token.text()) ? NARROW_REACH : Integer.MAX_VALUE;
    } else if (token.kind() == Token.Kind.COMMA || token.is("but")) {
      negationReach = 0;
    } else if (token.kind() != Token.Kind.WORD) {
      add(Term.Kind.IDENTIFIER, token.text());
    } else if (lexicon.isName(token.text())) {
      add(Term.Kind.NAME, token.text());
    } else if (!lexicon.isStopword(token.text())) {
      add(Term.Kind.WORD, lexicon.meaning(withoutPossessive(token.text())));
    }
  }

  private void addQuantity(Token token, BigDecimal number) {
    String unit = unitAhead();
    if (unit != null) {
      next++;
      add(Term.Kind.QUANTITY, Quantities.key(number, unit));
    } else if (next >= 2 && VERSIONED.contains(tokens.get(next - 2).text())) {
      add(Term.Kind.QUANTITY, "version:" + token.text());
    } else {
      add(token.is("one") ? Term.Kind.WORD : Term.Kind.QUANTITY, Quantities.key(number));
    }
  }

  private @Nullable String unitAhead() {
    boolean unit = next < tokens.size() && Quantities.isUnit(tokens.get(next).text());
    return unit ? tokens.get(next).text() : null;
  }

  private void add(Term.Kind kind, String key) {
    terms.add(new Term(kind, key, compared, negationReach > 0));
    negationReach = Math.max(0, negationReach - 1);
  }

  private static String withoutPossessive(String word) {
    return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
  }
}
