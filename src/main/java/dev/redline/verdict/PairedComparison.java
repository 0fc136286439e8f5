package dev.redline.verdict;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a score changed on the same questions: after minus before, question by question, so that easy
 * and hard questions do not hide a change.
 *
 * @param alpha of the interval and of {@code detectable}
 * @param before the mean before
 * @param change the mean change with its interval of confidence {@code 1 - alpha}
 * @param p that chance alone brings such a change or a greater one, in either direction
 * @param worst the index of the question that fell most; the first of equal ones
 * @param detectable the smallest change that so many questions notice with 80 % power
 */
public record PairedComparison(
    List<Double> differences,
    double alpha,
    double before,
    BcaInterval change,
    double p,
    int worst,
    double detectable) {

  /**
   * Compares two series, the same question at the same index.
   *
   * @param seed fixes all resampling: equal input gives an equal comparison
   * @throws IllegalArgumentException if the series differ in length, have fewer than two entries or
   *     contain a value that is no finite number, or if {@code alpha} is not between 0 and 1
   */
  public static PairedComparison of(
      List<Double> before, List<Double> after, double alpha, long seed) {
    require(before, after);
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha lies between 0 and 1, not at " + alpha + ".");
    }
    double[] differences =
        IntStream.range(0, before.size()).mapToDouble(i -> after.get(i) - before.get(i)).toArray();
    return new PairedComparison(
        IntStream.range(0, differences.length).mapToObj(i -> differences[i]).toList(),
        alpha,
        BcaInterval.mean(array(before)),
        BcaInterval.ofMean(differences, alpha, seed),
        SignFlipTest.p(differences, seed),
        least(differences),
        DetectableChange.of(differences, alpha));
  }

  /** How many questions were compared. */
  public int cases() {
    return differences.size();
  }

  /** The change of the question that fell most; 0 or more if none fell. */
  public double worstChange() {
    return differences.get(worst);
  }

  /**
   * How many questions of this spread notice a change of that size.
   *
   * @param size more than 0
   */
  public int casesFor(double size) {
    return DetectableChange.casesFor(size, array(differences), alpha);
  }

  private static void require(List<Double> before, List<Double> after) {
    if (before.size() != after.size()) {
      throw new IllegalArgumentException(
          "%d scores before and %d after are not of the same questions."
              .formatted(before.size(), after.size()));
    }
    if (before.size() < 2) {
      throw new IllegalArgumentException(
          "A comparison needs two questions or more, not %d: one has no spread."
              .formatted(before.size()));
    }
    requireFinite("before", before);
    requireFinite("after", after);
  }

  private static void requireFinite(String name, List<Double> scores) {
    for (int i = 0; i < scores.size(); i++) {
      if (!Double.isFinite(scores.get(i))) {
        throw new IllegalArgumentException(
            "Score %d %s is %s, which is no score.".formatted(i, name, scores.get(i)));
      }
    }
  }

  private static int least(double[] values) {
    return IntStream.range(0, values.length)
        .reduce(0, (best, i) -> values[i] < values[best] ? i : best);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
