package dev.redline.rag.judge.offline;

import dev.redline.rag.metric.Label;
import java.util.Comparator;
import java.util.List;

/**
 * Decides whether a reference supports a claim: enough of its words must stand close together, all
 * numbers and identifiers must be there, and nothing may be turned round.
 */
record ClaimCheck(Weights weights) {

  private static final double ENOUGH = 0.65;
  private static final double SAME_TOPIC = 0.6;

  /** The label of a claim whose clauses all have to be supported. */
  Label check(List<Clause> claim, Evidence evidence) {
    List<Label> labels =
        claim.stream()
            .filter(clause -> !clause.terms().isEmpty())
            .map(clause -> checkClause(clause, evidence))
            .toList();
    if (labels.contains(Label.CONTRADICTION)) {
      return Label.CONTRADICTION;
    }
    return labels.isEmpty() || labels.contains(Label.NEUTRAL) ? Label.NEUTRAL : Label.ENTAILMENT;
  }

  /** Only the closest clause counts: a farther one may seem to support what that one denies. */
  private Label checkClause(Clause claim, Evidence evidence) {
    return evidence.reference().clauses().stream()
        .map(clause -> Alignment.of(claim, clause, evidence, weights))
        .max(Comparator.comparingDouble(Alignment::closeness))
        .map(ClaimCheck::label)
        .orElse(Label.NEUTRAL);
  }

  private static Label label(Alignment closest) {
    if (closest.closeness() >= SAME_TOPIC && (closest.conflict() || closest.reversed())) {
      return Label.CONTRADICTION;
    }
    boolean supported = closest.complete() && !closest.reversed() && closest.support() >= ENOUGH;
    return supported ? Label.ENTAILMENT : Label.NEUTRAL;
  }
}
