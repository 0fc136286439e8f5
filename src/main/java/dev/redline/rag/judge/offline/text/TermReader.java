package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the tokens of one clause from left to right. */
final class TermReader {

  private static final Set<String> NARROW = Set.of("no", "without", "neither");
  private static final Set<String> WHOLE = Set.of("nothing", "nobody", "none");
  private static final Set<String> PURPOSES = Set.of("for", "to");
  private static final Set<String> DENIED = Set.of("to", "from");
  private static final int NARROW_REACH = 2;

  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final QuantityReader quantities;
  private final List<Term> terms = new ArrayList<>();
  private boolean excessive;
  private boolean denying;
  private int negationReach;
  private int segment;
  private int next;

  private TermReader(Lexicon lexicon, List<Token> tokens) {
    this.lexicon = lexicon;
    this.tokens = tokens;
    this.quantities = new QuantityReader(tokens);
  }

  static List<Term> read(Lexicon lexicon, List<Token> tokens) {
    TermReader reader = new TermReader(lexicon, tokens);
    while (reader.next < tokens.size()) {
      reader.readNext();
    }
    return reader.terms;
  }

  private void readNext() {
    Token token = tokens.get(next);
    QuantityReader.Read quantity = quantities.at(next);
    if (quantity != null) {
      next = quantity.end();
      add(quantity.plainOne() ? Term.Kind.WORD : Term.Kind.QUANTITY, quantity.key());
    } else {
      next++;
      readWord(token);
    }
  }

  private void readWord(Token token) {
    if (lexicon.isNegation(token.text())) {
      negate(token.text());
    } else if (token.kind() == Token.Kind.COMMA || token.is("but")) {
      negationReach = 0;
      denying = false;
      segment = terms.size();
    } else if (token.kind() != Token.Kind.WORD) {
      add(Term.Kind.IDENTIFIER, token.text());
    } else if (lexicon.isName(token.text())) {
      add(Term.Kind.NAME, token.text());
    } else if (!lexicon.isStopword(token.text())) {
      add(Term.Kind.WORD, lexicon.meaning(withoutPossessive(token.text())));
      denying |= lexicon.isDenial(token.text());
    } else {
      readStopword(token);
    }
  }

  /** What is too hot for something, or too hot to do something, denies that. */
  private void readStopword(Token token) {
    if (denying && DENIED.contains(token.text())) {
      denying = false;
      negationReach = Integer.MAX_VALUE;
    }
    excessive |= token.is("too");
    if (excessive && PURPOSES.contains(token.text())) {
      excessive = false;
      negationReach = NARROW_REACH;
    }
  }

  /** What nobody does, and what one does to nothing, is denied as a whole, back to the comma. */
  private void negate(String word) {
    if (WHOLE.contains(word)) {
      terms.subList(segment, terms.size()).replaceAll(Term::denied);
    }
    negationReach = NARROW.contains(word) ? NARROW_REACH : Integer.MAX_VALUE;
  }

  private void add(Term.Kind kind, String key) {
    terms.add(new Term(kind, key, negationReach > 0));
    negationReach = Math.max(0, negationReach - 1);
  }

  private static String withoutPossessive(String word) {
    return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
  }
}
