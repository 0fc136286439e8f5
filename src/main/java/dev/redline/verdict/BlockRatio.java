package dev.redline.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How much longer one thing takes than another, measured side by side in blocks: the mean of the
 * logarithms of the blocks' ratios, a fifth of them cut off at either end so that a block that was
 * disturbed does not count, with a 95 % interval by the percentile bootstrap over blocks (Wilcox,
 * Introduction to Robust Estimation and Hypothesis Testing, 2012, section 4.4).
 *
 * @param ratio 1: no difference
 * @param low 2.5 % of the resampled ratios lie below
 * @param high 2.5 % of the resampled ratios lie above
 */
public record BlockRatio(double ratio, double low, double high) {

  private static final int RESAMPLES = 4000;
  private static final double TAIL = 0.025;
  private static final double CUT = 0.2;

  /**
   * The ratio behind those of single blocks.
   *
   * @param ratios at least five, each finite and more than 0
   * @param seed fixes the resampling: equal input gives an equal interval
   * @throws IllegalArgumentException if they are fewer, or one is no such number
   */
  public static BlockRatio of(List<Double> ratios, long seed) {
    if (ratios.size() < 5) {
      throw new IllegalArgumentException(
          "An interval needs five blocks or more, not %d.".formatted(ratios.size()));
    }
    double[] logs = ratios.stream().mapToDouble(BlockRatio::log).sorted().toArray();
    Random random = new Random(seed);
    double[] means =
        IntStream.range(0, RESAMPLES)
            .mapToDouble(i -> middle(resample(logs, random)))
            .sorted()
            .toArray();
    return new BlockRatio(
        Math.exp(middle(logs)),
        Math.exp(means[(int) (TAIL * RESAMPLES)]),
        Math.exp(means[(int) ((1 - TAIL) * RESAMPLES) - 1]));
  }

  /** How far from 1 the interval reaches. */
  public double reach() {
    return Math.max(Math.abs(low - 1), Math.abs(high - 1));
  }

  /** As in {@code +0.8 % (95 % interval +0.3 % to +1.2 %)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%+.2f %% (95 %% interval %+.2f %% to %+.2f %%)",
        percent(ratio),
        percent(low),
        percent(high));
  }

  private static double percent(double value) {
    return 100 * (value - 1);
  }

  private static double log(double ratio) {
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("A block's ratio is a number above 0, not " + ratio + ".");
    }
    return Math.log(ratio);
  }

  private static double[] resample(double[] values, Random random) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[random.nextInt(values.length)])
        .sorted()
        .toArray();
  }

  /** The mean of what is left of sorted values. */
  private static double middle(double[] sorted) {
    int cut = (int) (CUT * sorted.length);
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
  }
}
