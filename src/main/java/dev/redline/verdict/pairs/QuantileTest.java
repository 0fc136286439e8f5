package dev.redline.verdict.pairs;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Whether a quantile of the new times lies beyond a limit on the old ones. The limit moves every
 * old time; a threshold is put where both sides together have their quantile; each pair then says
 * +1 if only the new time exceeds it, -1 if only the moved old one does, otherwise 0. If the new
 * quantile is exactly at the limit, the mean of these is 0. It is McNemar's test (Psychometrika 12,
 * 1947) at a quantile: what both halves of a pair share, an expensive query or a slow moment,
 * cancels out, and no density has to be guessed.
 *
 * @param standing the mean in standard errors of the factor that the sequence asks for: above 1
 *     beyond the limit, below -1 within it, NaN while there is too little to say
 */
record QuantileTest(double standing, BlockedError error) {

  /** So many times have to lie beyond the quantile on each side before a word is said. */
  static final int FEWEST_BEYOND = 10;

  /** How many pairs it takes before anything is said about the quantile. */
  static int fewest(double level) {
    double rarer = Math.min(level, 1 - level);
    return Math.max(200, (int) Math.ceil(FEWEST_BEYOND / rarer));
  }

  static QuantileTest of(
      PairedTimes times, double level, DoubleUnaryOperator limit, ConfidenceSequence sequence) {
    double[] moved = Arrays.stream(times.old()).map(limit).toArray();
    double threshold = threshold(moved, times.changed(), level);
    double[] said = new double[moved.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = (times.changed()[i] > threshold ? 1 : 0) - (moved[i] > threshold ? 1 : 0);
    }
    BlockedError error = BlockedError.of(said);
    return new QuantileTest(standing(error, said.length, level, sequence), error);
  }

  private static double standing(
      BlockedError error, int n, double level, ConfidenceSequence sequence) {
    if (n < fewest(level) || !error.settled()) {
      return Double.NaN;
    }
    // Two pairs that speak against each other have always been seen: no error of 0.
    double least = Math.sqrt(2) / n;
    return error.mean() / (Math.hypot(error.error(), least) * sequence.factor(n));
  }

  private static double threshold(double[] moved, double[] changed, double level) {
    double[] both = Arrays.copyOf(moved, 2 * moved.length);
    System.arraycopy(changed, 0, both, moved.length, changed.length);
    return PairedTimes.quantile(both, level);
  }
}
