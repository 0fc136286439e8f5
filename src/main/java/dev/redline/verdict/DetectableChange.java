package dev.redline.verdict;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/** What a number of cases can see at all. */
final class DetectableChange {

  /** The customary chance to notice a change that is there (Cohen, 1988, section 2.4). */
  static final double POWER = 0.8;

  private static final int MOST_CASES = 10_000_000;

  private DetectableChange() {}

  /**
   * The smallest change of a mean that so many paired cases notice with 80 % power: {@code
   * (t(1-alpha/2) + t(0.8)) * s / sqrt(n)}, both t with n-1 degrees of freedom (Bloom, Minimum
   * Detectable Effects, Evaluation Review 19(5), 1995).
   *
   * <p>It is never less than {@code 1 - 0.2^(1/n)}: if that share of all questions went from right
   * to wrong, n questions would with 20 % chance contain none of them. So cases that happen to show
   * no spread do not pretend to see everything.
   */
  static double of(double[] differences, double alpha) {
    return of(spread(differences), differences.length, alpha);
  }

  /** How many cases of the same spread notice a change of {@code change}, at most 10 million. */
  static int casesFor(double change, double[] differences, double alpha) {
    double spread = spread(differences);
    int tooFew = 1;
    int enough = MOST_CASES;
    while (enough - tooFew > 1) {
      int middle = tooFew + (enough - tooFew) / 2;
      if (of(spread, middle, alpha) <= change) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  private static double of(double spread, int cases, double alpha) {
    TDistribution t = TDistribution.of(cases - 1.0);
    double multiple =
        t.inverseCumulativeProbability(1 - alpha / 2) + t.inverseCumulativeProbability(POWER);
    double unseen = 1 - Math.pow(1 - POWER, 1.0 / cases);
    return Math.max(multiple * spread / Math.sqrt(cases), unseen);
  }

  /** The sample's standard deviation. */
  private static double spread(double[] differences) {
    double mean = BcaInterval.mean(differences);
    double squares = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    return Math.sqrt(squares / (differences.length - 1));
  }
}
