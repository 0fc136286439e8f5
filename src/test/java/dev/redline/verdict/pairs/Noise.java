package dev.redline.verdict.pairs;

import java.util.Random;

/** Pairs of searches on a machine that others use too, made up from a seed. */
final class Noise {

  private static final double TYPICAL_MILLIS = 1.1;

  private final Random random;
  private final double correlation;
  private double slow;

  /**
   * @param correlation of a search's noise with that of the same server's search before it
   */
  Noise(long seed, double correlation) {
    this.random = new Random(seed);
    this.correlation = correlation;
  }

  /** What happens to a search besides noise; {@code i} counts pairs, times are ms. */
  @FunctionalInterface
  interface Effect {
    double on(int i, double millis, Random random);

    static Effect none() {
      return (i, millis, random) -> millis;
    }
  }

  /** Pairs whose halves share the query and the moment, and have noise of their own. */
  PairedTimes pairs(int n, Effect both, Effect changed) {
    double[] old = new double[n];
    double[] other = new double[n];
    double bias = 0;
    for (int i = 0; i < n; i++) {
      double query = TYPICAL_MILLIS * Math.exp(0.3 * random.nextGaussian());
      bias = correlation * bias + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      slow = correlation * slow + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      old[i] = both.on(i, query * own(slow), random);
      other[i] = changed.on(i, both.on(i, query * own(bias), random), random);
    }
    return new PairedTimes(old, other);
  }

  private double own(double noise) {
    double hiccup = random.nextInt(200) == 0 ? 1 + 3 * random.nextDouble() : 1;
    return Math.exp(0.06 * noise) * hiccup;
  }
}
