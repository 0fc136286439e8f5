package dev.redline.rag.evaluation;

import dev.redline.rag.ReplyCounts;
import dev.redline.rag.Unjudged;
import dev.redline.rag.metric.Scores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of all cases of an evaluation.
 *
 * @param results at least one
 * @param reused how many were neither given nor judged
 * @param given in how many cases each stage was there before
 * @param replies how those of the judge could be read
 */
record Tally(
    JudgedResults results,
    List<Unjudged> unjudged,
    int reused,
    Map<CheckStage, Integer> given,
    ReplyCounts replies) {

  /** Answers that came with all their labels. */
  static Tally ofGiven(JudgedResults labelled) {
    return new Tally(labelled, List.of(), 0, labelled.counts(), ReplyCounts.NONE);
  }

  /** Takes outcomes in the order of the cases. */
  static final class Collector {

    private final JudgedResults.Collector results = new JudgedResults.Collector();
    private final List<Unjudged> unjudged = new ArrayList<>();
    private int reused;

    void add(CaseOutcome outcome) {
      results.add(outcome.judged());
      outcome.unjudged().ifPresent(unjudged::add);
      reused += outcome.reused() ? 1 : 0;
    }

    Tally done(Map<CheckStage, Integer> given, ReplyCounts replies) {
      return new Tally(results.done(), unjudged, reused, given, replies);
    }
  }

  /** Adds up; the evaluation ends now. */
  EvaluationResult result(Instant started, Clock clock, AnswerProvenance origin) {
    Summary summary =
        new Summary(
            unjudged.isEmpty() ? Optional.of(Scores.of(results.metrics())) : Optional.empty(),
            Duration.between(started, clock.instant()),
            results.size(),
            reused,
            origin.judge(),
            origin.corpusSha256(),
            origin.casesSha256(),
            origin.k(),
            origin.answerer(),
            unjudged,
            replies);
    return new EvaluationResult(
        started, results, summary, StageCount.of(given, results.counts(), reused), Repeats.NONE);
  }
}
