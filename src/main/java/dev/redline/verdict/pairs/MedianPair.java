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
 * half the distance between the medians of the two orders is taken off.
 *
 * @param pairs so many
 * @param ratio of the median pair
 * @param low 0 while there is too little to say
 * @param high infinite while there is too little to say
 */
public record MedianPair(int pairs, double ratio, double low, double high) {

  private static final int FEWEST = 500;
  private static final int NARROWEST_AT = 3000;
  private static final double SPAN = 0.05;

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
    double median = PairedTimes.at(sorted, 0.5);
    double reach = Double.POSITIVE_INFINITY;
    if (ratios.length >= FEWEST) {
      BlockedError error =
          BlockedError.of(Arrays.stream(ratios).map(each -> Math.signum(each - median)).toArray());
      if (error.settled()) {
        double sparsity =
            (PairedTimes.at(sorted, 0.5 + SPAN) - PairedTimes.at(sorted, 0.5 - SPAN)) / (2 * SPAN);
        // A sign changes by 2, so that the median moves by half of what their mean does.
        reach =
            new ConfidenceSequence(alpha, NARROWEST_AT).factor(ratios.length)
                * error.error()
                * sparsity
                / 2;
      }
    }
    return new MedianPair(
        ratios.length, Math.exp(median), Math.exp(median - reach), Math.exp(median + reach));
  }

  /** Logarithms of the ratios, as if neither half had been asked second. */
  private static double[] withoutOrder(PairedTimes times, boolean[] oldFirst) {
    double[] ratios =
        IntStream.range(0, times.size())
            .mapToDouble(i -> Math.log(times.changed()[i] / times.old()[i]))
            .toArray();
    double second = (median(ratios, oldFirst, false) - median(ratios, oldFirst, true)) / 2;
    if (Double.isFinite(second)) {
      Arrays.setAll(ratios, i -> ratios[i] + (oldFirst[i] ? second : -second));
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
    return own.length == 0 ? Double.NaN : PairedTimes.quantile(own, 0.5);
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
