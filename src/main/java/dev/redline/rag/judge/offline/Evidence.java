package dev.redline.rag.judge.offline;

import java.util.Set;

/**
 * What may support a claim.
 *
 * @param asked keys of the question: an answer need not repeat them, and one that names nothing
 *     speaks of what was asked about
 */
record Evidence(Reference reference, Set<String> asked) {

  private static final double SAME_SENTENCE = 0.9;
  private static final double NEXT_SENTENCE = 0.75;
  private static final double SAME_TEXT = 0.5;

  /** How far a term is found when the claim is held against a clause: 0 not at all, 1 in it. */
  double credit(Term term, Clause clause) {
    if (clause.has(term)) {
      return 1;
    }
    return term.kind() == Term.Kind.QUANTITY
        ? quantityCredit(term, clause)
        : termCredit(term, clause.sentence());
  }

  /** A number belongs to its own clause if that has one of the unit, else to its sentence. */
  private double quantityCredit(Term term, Clause clause) {
    int sentence = clause.sentence();
    if (clause.terms().stream().anyMatch(term::isOfUnitOf)) {
      return 0;
    }
    if (reference.inSentence(sentence, term.key())) {
      return SAME_SENTENCE;
    }
    return near(sentence, term) && !reference.hasUnit(sentence, term.unit()) ? NEXT_SENTENCE : 0;
  }

  /** Whether something is named that the claim does not speak of. */
  boolean rivalled(Clause claim) {
    return reference.named().stream().anyMatch(key -> !claim.keys().contains(key));
  }

  /** Whether the question has the term, so that an answer need not repeat it. */
  boolean understood(Term term) {
    return asked.contains(term.key())
        && (term.kind() == Term.Kind.WORD || reference.named().isEmpty());
  }

  private double termCredit(Term term, int sentence) {
    if (reference.inSentence(sentence, term.key())) {
      return SAME_SENTENCE;
    }
    if (near(sentence, term)) {
      return NEXT_SENTENCE;
    }
    if (reference.anywhere(term.key())) {
      return SAME_TEXT;
    }
    return understood(term) ? SAME_TEXT : 0;
  }

  private boolean near(int sentence, Term term) {
    return reference.inSentence(sentence - 1, term.key())
        || reference.inSentence(sentence + 1, term.key());
  }
}
