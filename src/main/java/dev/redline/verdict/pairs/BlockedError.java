package dev.redline.verdict.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The standard error of a mean of values that may depend on their neighbours, by the blocking
 * method (Flyvbjerg and Petersen, Error estimates on averages of correlated data, J. Chem. Phys.
 * 91, 461, 1989): blocks of 1, 2, 4 ... values, the widest error counts.
 *
 * @param error of the mean, widened by Student's t where it rests on few blocks
 * @param correlated over how many values, on average, one value's influence reaches; 1: none
 * @param settled false while the largest blocks are too short for the correlation that was seen
 */
record BlockedError(double mean, double error, double correlated, boolean settled) {

  /** With fewer blocks their spread is itself a guess. */
  static final int FEWEST_BLOCKS = 48;

  /** A block has to be so many times as long as the correlation reaches. */
  private static final double LONG_ENOUGH = 4;

  /** The variance may grow by no more than this when blocks become four times as long. */
  private static final double STEADY = 1.8;

  /** Correlation that short series show by chance. */
  private static final double CHANCE = 1.5;

  /** The number of standard errors at which Student's t is held against the normal. */
  private static final double TAIL = 3.8;

  /**
   * Of {@code values} in their order.
   *
   * @param values at least {@link #FEWEST_BLOCKS}
   */
  static BlockedError of(double[] values) {
    List<Double> variances = new ArrayList<>();
    double widest = 0;
    for (double[] means = values; means.length >= FEWEST_BLOCKS; means = halved(means)) {
      double variance = variance(means);
      variances.add(variance);
      widest = Math.max(widest, Math.sqrt(variance) * student(means.length - 1));
    }
    double mean = Arrays.stream(values).sum() / values.length;
    double correlated = relative(Collections.max(variances), variances.get(0));
    return new BlockedError(mean, widest, correlated, settled(variances, correlated));
  }

  /** Of the share of values above {@code middle} less that below, in their order. */
  static BlockedError ofSigns(double[] values, double middle) {
    return of(Arrays.stream(values).map(value -> Math.signum(value - middle)).toArray());
  }

  private static boolean settled(List<Double> variances, double correlated) {
    int last = variances.size() - 1;
    double growth = relative(variances.get(last), variances.get(Math.max(0, last - 2)));
    return correlated < CHANCE || ((1 << last) >= LONG_ENOUGH * correlated && growth < STEADY);
  }

  private static double relative(double variance, double to) {
    return to == 0 ? 1 : variance / to;
  }

  /** Of the mean, as if the values had no neighbours. */
  private static double variance(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (values.length - 1.0) / values.length;
  }

  /**
   * How much wider Student's t reaches than the normal, by the expansion of Fisher and Cornish
   * (Abramowitz and Stegun, 26.7.5, two terms).
   */
  private static double student(int freedom) {
    double z = TAIL * TAIL;
    return 1 + (z + 1) / (4.0 * freedom) + (5 * z * z + 16 * z + 3) / (96.0 * freedom * freedom);
  }

  private static double[] halved(double[] values) {
    double[] half = new double[values.length / 2];
    for (int i = 0; i < half.length; i++) {
      half[i] = (values[2 * i] + values[2 * i + 1]) / 2;
    }
    return half;
  }
}
