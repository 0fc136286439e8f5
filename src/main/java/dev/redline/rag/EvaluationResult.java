package dev.redline.rag;

import java.time.Clock;
import java.time.Duration;
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

  /** Adds up what came of the cases, at least one; the evaluation ends now. */
  static EvaluationResult of(
      Instant started, Clock clock, List<CaseOutcome> outcomes, Origin origin) {
    List<Judged> results = outcomes.stream().map(CaseOutcome::judged).toList();
    List<Unjudged> unjudged =
        outcomes.stream().map(CaseOutcome::unjudged).flatMap(Optional::stream).toList();
    int reused = (int) outcomes.stream().filter(CaseOutcome::reused).count();
    Summary summary =
        new Summary(
            unjudged.isEmpty() ? Optional.of(Scores.of(Judged.metrics(results))) : Optional.empty(),
            Duration.between(started, clock.instant()),
            results.size(),
            reused,
            origin.judge(),
            origin.corpusSha256(),
            origin.casesSha256(),
            origin.k(),
            unjudged);
    return new EvaluationResult(started, results, summary);
  }

  /** All eleven metrics in RAGChecker's units; empty unless the evaluation is complete. */
  public Optional<AggregateMetrics> metrics() {
    return summary.complete()
        ? Optional.of(AggregateMetrics.of(Judged.metrics(results)))
        : Optional.empty();
  }
}
