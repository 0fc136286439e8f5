package dev.redline.verdict;

import java.util.Arrays;
import java.util.Random;

/**
 * The paired permutation test: if nothing had changed, each difference could as well have had the
 * other sign (Good, Permutation, Parametric and Bootstrap Tests of Hypotheses, 2005, section 3.2).
 */
final class SignFlipTest {

  /** Up to so many differences other than zero, all sign patterns are tried. */
  private static final int EXACT_UP_TO = 16;

  private static final int SAMPLES = 20_000;

  private SignFlipTest() {}

  /**
   * The two-sided p: how often random signs bring the mean at least as far from zero. Zeros have no
   * sign and change nothing. Beyond 16 other differences the patterns are sampled, and the observed
   * one counts as one of the sample, so that p is never 0 (Phipson and Smyth, 2010).
   *
   * @param seed fixes the sampling
   */
  static double p(double[] differences, long seed) {
    double[] moved = Arrays.stream(differences).filter(difference -> difference != 0).toArray();
    return moved.length <= EXACT_UP_TO ? exact(moved) : sampled(moved, new Random(seed));
  }

  private static double exact(double[] moved) {
    double observed = observed(moved);
    long patterns = 1L << moved.length;
    long extreme = 0;
    for (long pattern = 0; pattern < patterns; pattern++) {
      extreme += isExtreme(sum(moved, pattern), observed) ? 1 : 0;
    }
    return (double) extreme / patterns;
  }

  private static double sampled(double[] moved, Random random) {
    double observed = observed(moved);
    long extreme = 1;
    for (int i = 0; i < SAMPLES; i++) {
      double sum = 0;
      for (double difference : moved) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      extreme += isExtreme(sum, observed) ? 1 : 0;
    }
    return extreme / (SAMPLES + 1.0);
  }

  private static double sum(double[] moved, long pattern) {
    double sum = 0;
    for (int i = 0; i < moved.length; i++) {
      sum += (pattern >> i & 1) == 0 ? moved[i] : -moved[i];
    }
    return sum;
  }

  /** Less what adding up in another order may lose: an equal sum has to count as equal. */
  private static double observed(double[] moved) {
    double all = Arrays.stream(moved).map(Math::abs).sum();
    return Math.abs(sum(moved, 0)) - 1e-12 * all;
  }

  private static boolean isExtreme(double sum, double observed) {
    return Math.abs(sum) >= observed;
  }
}
