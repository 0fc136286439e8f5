package dev.redline.rag.evaluation;

import dev.redline.rag.Judged;
import dev.redline.rag.metric.AggregateMetrics;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.RepeatedMean;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an evaluation found.
 *
 * @param started by the clock of the evaluation
 * @param results one a case, in the order of the cases; an unjudged one lacks stages
 * @param repeats what the judge said when asked again; the results are those of the first round
 * @param stages what of them came with the answers, and what was judged; reused cases are neither
 */
public record EvaluationResult(
    Instant started,
    JudgedResults results,
    Summary summary,
    Map<CheckStage, StageCount> stages,
    Repeats repeats) {

  /** The same with what the judge said when asked again. */
  public EvaluationResult with(Repeats others) {
    return new EvaluationResult(started, results, summary, stages, others);
  }

  /** The further rounds of those answers that {@code later} has with the same labels. */
  public Repeats repeatsOfEqualAnswers(EvaluationResult later) {
    Map<String, Judged> mine =
        results.stream()
            .filter(repeats::holds)
            .collect(Collectors.toMap(judged -> judged.answered().queryId(), judged -> judged));
    return new Repeats(
        later.results.stream()
            .filter(judged -> judged.equals(mine.get(judged.answered().queryId())))
            .map(judged -> judged.answered().queryId())
            .collect(
                Collectors.toMap(id -> id, id -> repeats.further().getOrDefault(id, List.of()))));
  }

  /**
   * The mean over all cases and rounds, with how far the judge disagrees with itself; empty where
   * it was asked once, and unless the evaluation is complete.
   */
  public Optional<RepeatedMean> repeatedMean(Metric metric, double alpha) {
    return summary.complete() && repeats.any()
        ? Optional.of(repeats.mean(metric, results, alpha))
        : Optional.empty();
  }

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
