package dev.redline.verdict.pairs;

import dev.redline.verdict.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The ratio of the new time to the old one in the median pair, with an interval: for a cost that is
 * much the same for each search. Queries and moments that differ cancel out within a pair, so that
 * the interval is a fraction of that of {@link QuantileRatio}, which compares the medians of all
 * searches.
 *
 * <p>Whatever is asked second finds the query in caches. Which one that is was drawn for each pair;
 * half the distance between the medians of the two orders, as logarithms, is taken off.
 *
 * @param pairs so many
 * @param ratio of the median pair
 * @param low 0 while there is too little to say
 * @param high infinite while there is too little to say
 */
public record MedianPair(int pairs, double ratio, double low, double high) {

  private static final double MEDIAN = 0.5;

  /**
   * The interval holds at every look at once, as that of {@link SlowdownRule} does.
   *
   * @param times at least one pair
   * @param oldFirst by pair, whether the old way was asked first
   * @param alpha the share of intervals that may miss
   */
  public static MedianPair of(PairedTimes times, boolean[] oldFirst, double alpha) {
    double[] ratios = withoutOrder(times, oldFirst);
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    double median = PairedTimes.at(sorted, MEDIAN);
    double reach = Math.exp(reach(ratios, sorted, median, alpha));
    return new MedianPair(ratios.length, median, median / reach, median * reach);
  }

  /** Of the interval, in either direction, as a logarithm. */
  private static double reach(double[] ratios, double[] sorted, double median, double alpha) {
    if (ratios.length < QuantileRatio.FEWEST) {
      return Double.POSITIVE_INFINITY;
    }
    BlockedError error = BlockedError.ofSigns(ratios, median);
    if (!error.settled()) {
      return Double.POSITIVE_INFINITY;
    }
    double factor = new ConfidenceSequence(alpha, SlowdownRule.NARROWEST_AT).factor(ratios.length);
    // A sign changes by 2, so that the median moves by half of what their mean does.
    return factor * error.error() * QuantileRatio.sparsity(sorted, MEDIAN) / 2;
  }

  /** As if neither half had been asked second. */
  private static double[] withoutOrder(PairedTimes times, boolean[] oldFirst) {
    double[] ratios =
        IntStream.range(0, times.size())
            .mapToDouble(i -> times.changed()[i] / times.old()[i])
            .toArray();
    double second = Math.sqrt(median(ratios, oldFirst, false) / median(ratios, oldFirst, true));
    if (Double.isFinite(second)) {
      Arrays.setAll(ratios, i -> oldFirst[i] ? ratios[i] * second : ratios[i] / second);
    }
    return ratios;
  }

  /** Not a number where no pair had this order. */
  private static double median(double[] ratios, boolean[] oldFirst, boolean order) {
    double[] own =
        IntStream.range(0, ratios.length)
            .filter(i -> oldFirst[i] == order)
            .mapToDouble(i -> ratios[i])
            .toArray();
    return own.length == 0 ? Double.NaN : PairedTimes.quantile(own, MEDIAN);
  }

  /** PASS if the whole interval is within the limit, FAIL if it lies beyond. */
  public Status against(double limit) {
    if (high <= limit) {
      return Status.PASS;
    }
    return low > limit ? Status.FAIL : Status.INCONCLUSIVE;
  }

  /** As in {@code ratio 1.008 (0.996 to 1.019), 6000 pairs}. */
  @Override
  public String toString() {
    return Double.isFinite(high)
        ? String.format(Locale.ROOT, "ratio %.3f (%.3f to %.3f), %d pairs", ratio, low, high, pairs)
        : pairs + " pairs";
  }
}
