package dev.redline.rag.offline;

import dev.redline.rag.Label;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a reference supports a claim: enough of its words must stand close together, all
 * numbers and identifiers must be there, and nothing may be turned round.
 */
record ClaimCheck(Weights weights) {

  private static final double ENOUGH = 0.68;
  private static final double SAME_TOPIC = 0.6;

  /** The label of a claim whose clauses all have to be supported. */
  Label check(List<Clause> claim, Reference reference, Set<String> asked) {
    List<Label> labels =
        claim.stream()
            .filter(clause -> !clause.terms().isEmpty())
            .map(clause -> checkClause(clause, reference, asked))
            .toList();
    if (labels.contains(Label.CONTRADICTION)) {
      return Label.CONTRADICTION;
    }
    return labels.isEmpty() || labels.contains(Label.NEUTRAL) ? Label.NEUTRAL : Label.ENTAILMENT;
  }

  private Label checkClause(Clause claim, Reference reference, Set<String> asked) {
    List<Alignment> alignments =
        reference.clauses().stream()
            .map(clause -> Alignment.of(claim, clause, reference, asked, weights))
            .toList();
    if (alignments.stream().anyMatch(ClaimCheck::supports)) {
      return Label.ENTAILMENT;
    }
    return alignments.stream()
        .max(Comparator.comparingDouble(Alignment::topic))
        .filter(ClaimCheck::contradicts)
        .map(best -> Label.CONTRADICTION)
        .orElse(Label.NEUTRAL);
  }

  private static boolean supports(Alignment alignment) {
    return alignment.complete() && !alignment.reversed() && alignment.support() >= ENOUGH;
  }

  private static boolean contradicts(Alignment alignment) {
    return alignment.topic() >= SAME_TOPIC && (alignment.conflict() || alignment.reversed());
  }
}
