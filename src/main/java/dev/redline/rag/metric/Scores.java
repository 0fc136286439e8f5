package dev.redline.rag.metric;

/** Unrounded means over all cases, as fractions from 0 to 1. */
public record Scores(double precision, double recall, double f1) {

  /**
   * @throws IllegalArgumentException if a value is not a fraction; NaN is not
   */
  public Scores {
    requireFraction("precision", precision);
    requireFraction("recall", recall);
    requireFraction("f1", f1);
  }

  /** The means; F1 is averaged like the others. Needs at least one query. */
  public static Scores of(MetricTable queries) {
    return new Scores(
        AggregateMetrics.mean(Metric.PRECISION, queries),
        AggregateMetrics.mean(Metric.RECALL, queries),
        AggregateMetrics.mean(Metric.F1, queries));
  }

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, is " + value);
    }
  }
}
