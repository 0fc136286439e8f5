package dev.redline.verdict.pairs;

/**
 * How many standard errors a mean may be off, at every look at once: the asymptotic confidence
 * sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform central limit theory
 * and asymptotic confidence sequences, Annals of Statistics 52(6), 2024, theorem 2.2. However often
 * somebody looks, and whenever they stop, the share of sequences that ever miss is at most alpha.
 *
 * @param alpha more than 0, less than 1
 * @param narrowestAt the number of values at which the sequence is narrowest
 */
record ConfidenceSequence(double alpha, int narrowestAt) {

  /**
   * The factor for a standard error that was measured on {@code n} values: {@code sqrt(2(n r +
   * 1)/(n r) log(sqrt(n r + 1)/alpha))} with r their rho squared, chosen as in appendix B.2 of the
   * paper.
   */
  double factor(int n) {
    double log = -2 * Math.log(alpha);
    double scaled = n * (log + Math.log(log) + 1) / narrowestAt;
    return Math.sqrt(2 * (scaled + 1) / scaled * Math.log(Math.sqrt(scaled + 1) / alpha));
  }
}
