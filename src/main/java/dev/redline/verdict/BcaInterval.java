package dev.redline.verdict;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A mean with the bootstrap interval BCa: bias-corrected and accelerated (Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, section 14.3). Unlike the percentile interval it follows a
 * skewed distribution, such as scores of which most do not move at all.
 *
 * @param low {@code mean} itself if all values are equal
 * @param high {@code mean} itself if all values are equal
 */
public record BcaInterval(double mean, double low, double high) {

  private static final int RESAMPLES = 10_000;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The mean of {@code values} with an interval of confidence {@code 1 - alpha}.
   *
   * @param values at least two, none NaN
   * @param alpha the share of intervals that miss, more than 0 and less than 1
   * @param seed fixes the resampling: equal input gives an equal interval
   */
  public static BcaInterval ofMean(double[] values, double alpha, long seed) {
    double mean = mean(values);
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return new BcaInterval(values[0], values[0], values[0]);
    }
    double[] means = resampledMeans(values, new Random(seed));
    double bias = bias(means, mean);
    double acceleration = acceleration(values, mean);
    return new BcaInterval(
        mean,
        quantile(means, corrected(alpha / 2, bias, acceleration)),
        quantile(means, corrected(1 - alpha / 2, bias, acceleration)));
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double[] resampledMeans(double[] values, Random random) {
    return IntStream.range(0, RESAMPLES)
        .mapToDouble(i -> oneMean(values, random))
        .sorted()
        .toArray();
  }

  private static double oneMean(double[] values, Random random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }

  /** z0, formula 14.14; a resampled mean equal to the mean counts half. */
  private static double bias(double[] means, double mean) {
    double tolerance = 1e-12 * Math.max(1, Math.abs(mean));
    double below = 0;
    for (double resampled : means) {
      boolean equal = Math.abs(resampled - mean) <= tolerance;
      below += equal ? 0.5 : resampled < mean ? 1 : 0;
    }
    double share = Math.min(Math.max(below, 0.5), means.length - 0.5) / means.length;
    return NORMAL.inverseCumulativeProbability(share);
  }

  /** a, formula 14.15; what the jackknife gives for a mean, written without resampling. */
  private static double acceleration(double[] values, double mean) {
    double squares = Arrays.stream(values).map(v -> Math.pow(v - mean, 2)).sum();
    double cubes = Arrays.stream(values).map(v -> Math.pow(v - mean, 3)).sum();
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** The quantile to take in place of {@code level}, formula 14.10. */
  private static double corrected(double level, double bias, double acceleration) {
    double shifted = bias + NORMAL.inverseCumulativeProbability(level);
    return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
  }

  private static double quantile(double[] sorted, double level) {
    double position = level * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
