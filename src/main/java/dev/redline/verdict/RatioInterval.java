package dev.redline.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The ratio of two 95th percentiles, with a 95 % interval by the percentile bootstrap (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 *
 * @param low 2.5 % of the resampled ratios lie below
 * @param high 2.5 % of the resampled ratios lie above
 */
public record RatioInterval(double ratio, double low, double high) {

  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;
  private static final double P95 = 0.95;

  /**
   * p95 of {@code after} divided by p95 of {@code before}.
   *
   * @param seed fixes the resampling: equal input gives an equal interval
   * @throws IllegalArgumentException if either list is empty
   */
  public static RatioInterval ofP95(List<Double> after, List<Double> before, long seed) {
    if (after.isEmpty() || before.isEmpty()) {
      throw new IllegalArgumentException("A ratio of percentiles needs samples on both sides.");
    }
    double[] numerator = sorted(after);
    double[] denominator = sorted(before);
    Random random = new Random(seed);
    double[] ratios =
        IntStream.range(0, RESAMPLES)
            .mapToDouble(i -> p95(resample(numerator, random)) / p95(resample(denominator, random)))
            .sorted()
            .toArray();
    return new RatioInterval(
        p95(numerator) / p95(denominator), at(ratios, TAIL), at(ratios, 1 - TAIL));
  }

  /**
   * The same in doubt of what a control says that both sides had in common. It never makes a ratio
   * better known: a control that became slower takes from the lower end, one that became faster
   * adds to the upper end.
   */
  public RatioInterval inDoubtOf(RatioInterval control) {
    return new RatioInterval(
        ratio, low / Math.max(1, control.high), high / Math.min(1, control.low));
  }

  /** As in {@code 1.04 (95 % interval 0.97 to 1.12)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (95 %% interval %.2f to %.2f)", ratio, low, high);
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double[] resample(double[] values, Random random) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[random.nextInt(values.length)])
        .sorted()
        .toArray();
  }

  private static double p95(double[] sorted) {
    return at(sorted, P95);
  }

  private static double at(double[] sorted, double quantile) {
    int index = (int) Math.ceil(quantile * sorted.length) - 1;
    return sorted[Math.max(0, index)];
  }
}
