package dev.redline.workload;

import dev.redline.plan.BaselineConfig;
import dev.redline.rag.evaluation.LabelledSample;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.QueryMetrics;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.BcaInterval;
import dev.redline.verdict.PredictionPoweredMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What precision, recall and F1 of answers that are good enough have to keep: the lower ends of the
 * intervals in which their means lie.
 *
 * @param lines by the key of the metric, rounded down to thousandths
 * @param from where they come from
 */
public record Floors(Map<String, Double> lines, String from) {

  private static final double SMALLEST = 0.01;
  private static final Map<Metric, ToDoubleFunction<Scores>> SCORES = scores();

  /** From the mean that people would give; empty with fewer labels than that takes. */
  public static Optional<Floors> ofPeople(LabelledSample sample, double alpha) {
    Map<String, Double> lines = new LinkedHashMap<>();
    SCORES.forEach(
        (metric, score) ->
            sample
                .mean(score, metric, alpha)
                .ifPresent(mean -> lines.put(metric.key(), rounded(mean.low()))));
    int labelled = sample.people().size();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Floors(
                lines,
                "the least that people would give, %s, %d of %d answers labelled"
                    .formatted(confidence(alpha), labelled, labelled + sample.others().size())));
  }

  /**
   * From repeated evaluations of a server that nobody changes: the lowest that one of them allows.
   *
   * @param rounds of all questions, by the same judge, at least one
   */
  public static Floors ofRounds(List<List<QueryMetrics>> rounds, BaselineConfig config) {
    Map<String, Double> lines = new LinkedHashMap<>();
    for (Metric metric : SCORES.keySet()) {
      lines.put(
          metric.key(),
          rounds.stream().mapToDouble(round -> low(round, metric, config)).min().orElseThrow());
    }
    return new Floors(
        lines,
        "the least that chance allows over %d questions, %s, in %d runs on the unchanged server"
            .formatted(rounds.get(0).size(), confidence(config.alpha()), rounds.size()));
  }

  /** How many labels {@link #ofPeople} takes. */
  public static int fewestLabels() {
    return PredictionPoweredMean.FEWEST_LABELS;
  }

  /** Whether each of them can be missed. */
  boolean promiseSomething() {
    return lines.values().stream().allMatch(line -> line >= SMALLEST);
  }

  private static double low(List<QueryMetrics> round, Metric metric, BaselineConfig config) {
    double[] values = round.stream().mapToDouble(scores -> scores.get(metric)).toArray();
    return rounded(BcaInterval.ofMean(values, config.alpha(), config.seed()).low());
  }

  private static double rounded(double low) {
    return Math.floor(1000 * low) / 1000;
  }

  private static String confidence(double alpha) {
    return "%.0f %% interval".formatted(100 * (1 - alpha));
  }

  private static Map<Metric, ToDoubleFunction<Scores>> scores() {
    Map<Metric, ToDoubleFunction<Scores>> scores = new LinkedHashMap<>();
    scores.put(Metric.PRECISION, Scores::precision);
    scores.put(Metric.RECALL, Scores::recall);
    scores.put(Metric.F1, Scores::f1);
    return scores;
  }
}
