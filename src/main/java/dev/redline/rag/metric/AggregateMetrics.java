package dev.redline.rag.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The metrics of a whole evaluation: percent with one decimal, as RAGChecker reports them.
 *
 * @param values in the order of {@link Metric}; may lack metrics when read from a file, NaN if
 *     there was no query
 */
public record AggregateMetrics(Map<Metric, Double> values) {

  /** Copies; the order of {@link Metric} is kept. */
  public AggregateMetrics {
    Map<Metric, Double> ordered = new EnumMap<>(Metric.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
  }

  /** Percent with one decimal; NaN if there was no query or the file did not state it. */
  public double get(Metric metric) {
    return values.getOrDefault(metric, Double.NaN);
  }

  /** Mean over all queries of each metric, F1 included; NaN throughout without queries. */
  public static AggregateMetrics of(MetricTable queries) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      values.put(metric, oneDecimal(mean(metric, queries) * 100));
    }
    return new AggregateMetrics(values);
  }

  /** The unrounded mean over all queries as a fraction from 0 to 1; NaN without queries. */
  public static double mean(Metric metric, MetricTable queries) {
    double[] values = queries.column(metric);
    return PairwiseSum.of(values) / values.length;
  }

  /** Rounds half to even, after scaling. */
  private static double oneDecimal(double percent) {
    return Math.rint(percent * 10) / 10;
  }
}
