package dev.redline.rag.evaluation;

import dev.redline.rag.metric.AggregateMetrics;
import dev.redline.rag.metric.Metric;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation found.
 *
 * @param started by the clock of the evaluation
 * @param results one a case, in the order of the cases; an unjudged one lacks stages
 * @param stages what of them came with the answers, and what was judged; reused cases are neither
 */
public record EvaluationResult(
    Instant started, JudgedResults results, Summary summary, Map<CheckStage, StageCount> stages) {

  /** All eleven metrics in RAGChecker's units; empty unless the evaluation is complete. */
  public Optional<AggregateMetrics> metrics() {
    return summary.complete()
        ? Optional.of(AggregateMetrics.of(results.metrics()))
        : Optional.empty();
  }

  /** The unrounded mean over all cases, 0 to 1; empty unless the evaluation is complete. */
  public Optional<Double> mean(Metric metric) {
    return summary.complete()
        ? Optional.of(AggregateMetrics.mean(metric, results.metrics()))
        : Optional.empty();
  }
}
