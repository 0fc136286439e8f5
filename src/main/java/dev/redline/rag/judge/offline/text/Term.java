package dev.redline.rag.judge.offline.text;

/**
 * What a token means.
 *
 * @param key equal for tokens that mean the same
 * @param negated whether a negation reaches it
 */
public record Term(Kind kind, String key, boolean negated) {

  public enum Kind {
    WORD,
    IDENTIFIER,
    /** A word that names one thing, as hnsw or vacuum do. */
    NAME,
    /** A number with its unit. The key is unit and value in base units. */
    QUANTITY
  }

  /** The same with a negation that reaches it. */
  Term denied() {
    return new Term(kind, key, true);
  }

  /** Whether it is the name of something. */
  public boolean names() {
    return kind == Kind.IDENTIFIER || kind == Kind.NAME;
  }

  /** Whether both are quantities of one unit. */
  public boolean isOfUnitOf(Term other) {
    return kind == Kind.QUANTITY && other.kind == Kind.QUANTITY && unit().equals(other.unit());
  }

  /** The unit of a quantity: quantities of one unit can contradict each other. */
  String unit() {
    return key.substring(0, key.indexOf(':') + 1);
  }
}
