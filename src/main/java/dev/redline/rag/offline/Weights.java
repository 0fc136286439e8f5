package dev.redline.rag.offline;

/** How much a term of a claim matters. */
record Weights(Lexicon lexicon) {

  private static final double NAMED = 2.0;
  private static final double WORD = 1.0;
  private static final double GENERIC = 0.35;

  double of(Term term) {
    if (term.kind() != Term.Kind.WORD) {
      return NAMED;
    }
    return informative(term) ? WORD : GENERIC;
  }

  boolean informative(Term term) {
    return term.kind() != Term.Kind.WORD || !lexicon.isGeneric(term.key());
  }

  /** Whether the reference says the opposite of a word where the claim has not both. */
  boolean opposite(Term term, Clause claim, Clause reference) {
    return term.kind() == Term.Kind.WORD
        && lexicon.opposites(term.key()).stream()
            .anyMatch(o -> reference.keys().contains(o) && !claim.keys().contains(o));
  }
}
