package dev.redline.verdict.pairs;

import java.util.Locale;

/**
 * A quantile of the new times divided by that of the old ones, with the interval of every limit
 * that {@link QuantileTest} does not reject.
 *
 * @param level of the quantile, such as 0.95
 * @param old in ms
 * @param changed in ms
 * @param ratio of the two
 * @param low 0 while there is too little to say
 * @param high infinite while there is too little to say
 */
public record QuantileRatio(
    double level, double old, double changed, double ratio, double low, double high) {

  private static final double FURTHEST = Math.log(16);
  private static final int HALVINGS = 18;

  static QuantileRatio of(PairedTimes times, double level, ConfidenceSequence sequence) {
    double old = times.oldQuantile(level);
    double changed = times.changedQuantile(level);
    double ratio = changed / old;
    return new QuantileRatio(
        level,
        old,
        changed,
        ratio,
        ratio * Math.exp(-reach(times, level, ratio, -1, sequence)),
        ratio * Math.exp(reach(times, level, ratio, 1, sequence)));
  }

  /** How far the logarithm has to go in one direction until the limit there is rejected. */
  private static double reach(
      PairedTimes times, double level, double ratio, int direction, ConfidenceSequence sequence) {
    double within = 0;
    double beyond = FURTHEST;
    if (!rejected(times, level, ratio * Math.exp(direction * beyond), direction, sequence)) {
      return Double.POSITIVE_INFINITY;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (within + beyond) / 2;
      if (rejected(times, level, ratio * Math.exp(direction * middle), direction, sequence)) {
        beyond = middle;
      } else {
        within = middle;
      }
    }
    return beyond;
  }

  private static boolean rejected(
      PairedTimes times, double level, double limit, int direction, ConfidenceSequence sequence) {
    double standing = QuantileTest.of(times, level, old -> old * limit, sequence).standing();
    return direction * standing < -1;
  }

  /** p50, p95 or p99. */
  public String name() {
    return String.format(Locale.ROOT, "p%.0f", 100 * level);
  }

  /** As in {@code p95 1.834 ms after 1.820 ms, ratio 1.008 (0.996 to 1.019)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %.3f ms after %.3f ms, ratio %.3f (%.3f to %.3f)",
        name(),
        changed,
        old,
        ratio,
        low,
        high);
  }
}
