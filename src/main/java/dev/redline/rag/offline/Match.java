package dev.redline.rag.offline;

/**
 * One term of a claim held against a clause.
 *
 * @param credit from 0, not found, to 1, found in the clause
 * @param opposite whether the clause has the opposite instead
 */
record Match(Term term, double weight, double credit, boolean opposite, boolean informative) {

  static Match of(Term term, Clause claim, Clause clause, Evidence evidence, Weights weights) {
    double credit = evidence.credit(term, clause);
    boolean opposite = credit < 1 && weights.opposite(term, claim, clause);
    return new Match(term, weights.of(term), credit, opposite, weights.informative(term));
  }

  /** Whether it is missing and no other word could stand for it. */
  boolean indispensable() {
    return credit == 0 && term.kind() != Term.Kind.WORD;
  }

  /** Whether the sentence has another quantity of the unit, which the claim has not. */
  boolean conflicts(Clause claim, Clause clause, Evidence evidence) {
    return term.kind() == Term.Kind.QUANTITY
        && credit == 0
        && evidence.reference().quantities(clause.sentence(), term.unit()).stream()
            .anyMatch(key -> !claim.keys().contains(key));
  }
}
