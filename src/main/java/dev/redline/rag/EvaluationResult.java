package dev.redline.rag;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation found.
 *
 * @param started by the clock of the evaluation
 * @param results one a case, in the order of the cases; an unjudged one has null stages
 */
public record EvaluationResult(Instant started, List<Judged> results, Summary summary) {

  public EvaluationResult {
    results = List.copyOf(results);
  }

  /** All eleven metrics in RAGChecker's units; empty unless the evaluation is complete. */
  public Optional<AggregateMetrics> metrics() {
    return summary.complete()
        ? Optional.of(AggregateMetrics.of(Judged.metrics(results)))
        : Optional.empty();
  }
}
