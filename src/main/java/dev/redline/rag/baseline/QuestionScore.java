package dev.redline.rag.baseline;

import dev.redline.rag.Answered;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.evaluation.Repeats;
import dev.redline.rag.metric.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one question was answered.
 *
 * @param retrieved the ids of the passages, best first; for one without an id, a hash of its text
 * @param metrics all eleven by their keys, fractions from 0 to 1
 */
public record QuestionScore(
    String queryId,
    String query,
    String response,
    List<String> retrieved,
    Map<String, Double> metrics) {

  /**
   * @throws IllegalArgumentException if a metric is missing or no fraction
   */
  public QuestionScore {
    retrieved = List.copyOf(retrieved);
    metrics = inOrder(queryId, metrics);
  }

  /**
   * The scores of a question that has been judged.
   *
   * @throws java.util.NoSuchElementException if it has not
   */
  public static QuestionScore of(Judged judged) {
    return of(judged, Repeats.NONE);
  }

  /** The same, the mean of all rounds. */
  static QuestionScore of(Judged judged, Repeats repeats) {
    Answered answered = judged.answered();
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      metrics.put(metric.key(), repeats.mean(metric, judged));
    }
    return new QuestionScore(
        answered.queryId(),
        answered.query(),
        answered.response(),
        answered.context().stream().map(RetrievedText::key).toList(),
        metrics);
  }

  /** A fraction from 0 to 1. */
  public double get(Metric metric) {
    return metrics.getOrDefault(metric.key(), Double.NaN);
  }

  private static Map<String, Double> inOrder(String queryId, Map<String, Double> metrics) {
    Map<String, Double> ordered = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      double value = metrics.getOrDefault(metric.key(), Double.NaN);
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "%s of %s must be from 0 to 1, is %s".formatted(metric.key(), queryId, value));
      }
      ordered.put(metric.key(), value);
    }
    return Collections.unmodifiableMap(ordered);
  }
}
