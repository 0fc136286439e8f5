package dev.redline.rag.judge.offline;

import java.util.Optional;

/**
 * One term of a claim held against a clause.
 *
 * @param credit from 0, not found, to 1, found in the clause
 * @param indispensable whether it is missing and nothing could stand for it
 * @param opposite whether the clause has the opposite instead; "not slow" and "fast" are the same
 */
record Match(
    Term term,
    double weight,
    double credit,
    boolean opposite,
    boolean informative,
    boolean indispensable) {

  static Match of(Term term, Clause claim, Clause clause, Evidence evidence, Weights weights) {
    double found = evidence.credit(term, clause);
    Optional<Term> counter = found < 1 ? weights.opposite(term, claim, clause) : Optional.empty();
    boolean same = counter.filter(other -> other.negated() != term.negated()).isPresent();
    double credit = same ? 1 : found;
    boolean opposite = counter.isPresent() && !same;
    boolean indispensable =
        switch (term.kind()) {
          case WORD -> false;
          case NAME -> evidence.rivalled(claim);
          case IDENTIFIER, QUANTITY -> true;
        };
    return new Match(
        term,
        weights.of(term),
        credit,
        opposite,
        weights.informative(term),
        credit == 0 && indispensable);
  }

  /** Whether the sentence has another quantity of the unit, which the claim has not. */
  boolean conflicts(Clause claim, Clause clause, Evidence evidence) {
    return term.kind() == Term.Kind.QUANTITY
        && credit == 0
        && evidence.reference().quantities(clause.sentence(), term.unit()).stream()
            .anyMatch(key -> !claim.keys().contains(key));
  }
}
