package dev.redline.rag.baseline;

import dev.redline.rag.metric.Metric;
import java.util.HashSet;
import java.util.Optional;

/**
 * A question before and after.
 *
 * @param cause of a fall; empty if the score did not fall
 */
public record QuestionMove(
    QuestionScore before, QuestionScore after, double change, Optional<Cause> cause) {

  static QuestionMove of(
      Metric metric, QuestionScore before, QuestionScore after, BlameFigures figures) {
    double change = after.get(metric) - before.get(metric);
    return new QuestionMove(
        before,
        after,
        change,
        change < 0 ? Optional.of(cause(metric, before, after, figures)) : Optional.empty());
  }

  /**
   * The first part of the pipeline that got worse. Precision, recall and F1 depend on nothing but
   * the answer's text, so an equal text with another score is the judge's doing. So is a fall that
   * is no greater than what judging the same answer once more changes.
   */
  private static Cause cause(
      Metric metric, QuestionScore before, QuestionScore after, BlameFigures figures) {
    double change = after.get(metric) - before.get(metric);
    if (before.response().equals(after.response())
        || figures.judging().filter(d -> d.explains(metric, after, change)).isPresent()) {
      return Cause.JUDGE;
    }
    boolean otherPassages =
        !new HashSet<>(before.retrieved()).equals(new HashSet<>(after.retrieved()));
    if (otherPassages && after.get(Metric.CLAIM_RECALL) < before.get(Metric.CLAIM_RECALL)) {
      return figures.recallFell(before.queryId()) ? Cause.INDEX : Cause.RETRIEVER;
    }
    return Cause.GENERATOR;
  }
}
