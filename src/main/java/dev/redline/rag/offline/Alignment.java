package dev.redline.rag.offline;

import java.util.Set;

/**
 * How well one clause of a claim fits one clause of a reference.
 *
 * @param support weighted share of the claim's terms that the reference has, 0 to 1
 * @param topic the same without quantities, a word counting also if its opposite is there
 * @param complete whether no quantity and no identifier of the claim is missing
 * @param conflict whether the reference has another quantity of the same unit instead
 * @param reversed whether an odd number of negations, opposites and exchanged sides differs
 */
record Alignment(
    double support, double topic, boolean complete, boolean conflict, boolean reversed) {

  private static final double SAME_SENTENCE = 0.9;
  private static final double NEXT_SENTENCE = 0.75;
  private static final double SAME_TEXT = 0.5;

  static Alignment of(
      Clause claim, Clause clause, Reference reference, Set<String> asked, Weights weights) {
    double all = 0;
    double found = 0;
    double topicAll = 0;
    double topicFound = 0;
    int opposites = 0;
    boolean complete = true;
    boolean conflict = false;
    boolean denied = claim.denies() != clause.denies();
    for (Term term : claim.terms()) {
      double weight = weights.of(term);
      double credit = credit(term, clause, reference, asked);
      boolean opposite = credit < SAME_SENTENCE && weights.opposite(term, claim, clause);
      all += weight;
      found += weight * (opposite && denied ? 1 : credit);
      opposites += opposite ? 1 : 0;
      complete &= credit > 0 || term.kind() == Term.Kind.WORD;
      if (term.kind() == Term.Kind.QUANTITY) {
        conflict |= credit == 0 && reference.hasUnit(clause.sentence(), term.unit());
      } else {
        topicAll += weight;
        topicFound += weight * (opposite ? 1 : credit);
      }
    }
    int turns = (denied ? 1 : 0) + opposites + (exchanged(claim, clause) ? 1 : 0);
    return new Alignment(
        share(found, all), share(topicFound, topicAll), complete, conflict, turns % 2 == 1);
  }

  private static double credit(Term term, Clause clause, Reference reference, Set<String> asked) {
    if (clause.has(term)) {
      return 1;
    }
    return term.kind() == Term.Kind.QUANTITY
        ? quantityCredit(term, clause, reference)
        : termCredit(term, clause.sentence(), reference, asked);
  }

  /** A number belongs to its own clause if that has one of the unit, else to its sentence. */
  private static double quantityCredit(Term term, Clause clause, Reference reference) {
    int sentence = clause.sentence();
    boolean taken = clause.keys().stream().anyMatch(key -> key.startsWith(term.unit()));
    if (taken) {
      return 0;
    }
    if (reference.inSentence(sentence, term.key())) {
      return SAME_SENTENCE;
    }
    boolean near =
        reference.inSentence(sentence - 1, term.key())
            || reference.inSentence(sentence + 1, term.key());
    return near && !reference.hasUnit(sentence, term.unit()) ? NEXT_SENTENCE : 0;
  }

  private static double termCredit(
      Term term, int sentence, Reference reference, Set<String> asked) {
    String key = term.key();
    if (reference.inSentence(sentence, key)) {
      return SAME_SENTENCE;
    }
    if (reference.inSentence(sentence - 1, key) || reference.inSentence(sentence + 1, key)) {
      return NEXT_SENTENCE;
    }
    if (reference.anywhere(key)) {
      return SAME_TEXT;
    }
    boolean understood = reference.namesNothing() && asked.contains(key);
    return understood && term.kind() == Term.Kind.IDENTIFIER ? NEXT_SENTENCE : 0;
  }

  /** Whether what stands behind "than" stands before it on the other side and the reverse. */
  private static boolean exchanged(Clause claim, Clause clause) {
    return crossed(claim, clause) && crossed(clause, claim);
  }

  private static boolean crossed(Clause left, Clause right) {
    return left.terms().stream()
        .filter(Term::compared)
        .anyMatch(t -> right.hasUncompared(t.key()) && !left.hasUncompared(t.key()));
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
