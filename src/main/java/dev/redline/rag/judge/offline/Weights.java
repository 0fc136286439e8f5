package dev.redline.rag.judge.offline;

import java.util.Optional;
import java.util.Set;

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

  /** The opposite of a word in the reference, unless the claim has both. */
  Optional<Term> opposite(Term term, Clause claim, Clause reference) {
    Set<String> opposites =
        term.kind() == Term.Kind.WORD ? lexicon.opposites(term.key()) : Set.of();
    if (opposites.isEmpty()) {
      return Optional.empty();
    }
    return reference.terms().stream()
        .filter(other -> opposites.contains(other.key()) && !claim.has(other))
        .findFirst();
  }
}
