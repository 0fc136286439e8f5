package dev.redline.verdict;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean that people would give over all questions of a kind, estimated from what a judge says
 * about many of them and what people say about a random few: prediction-powered inference with the
 * weight of PPI++ (Angelopoulos, Duchi and Zrnic 2023, arXiv 2311.01453). Right however poor the
 * judge is; the better it follows people, the narrower the interval.
 *
 * <p>The interval takes Student's t in place of the normal quantile, with two degrees of freedom
 * spent on mean and weight. An end towards which the differences have a tail, as where nearly all
 * answers are right, lies farther away (Hall 1992): labels of 0 and 1 would else let a mean below a
 * red line pass three times too often. Where people and judge differ alike on every label, the
 * interval has room for what so few labels need not show: a share of {@code 1 - (alpha / 2)^(1/n)}.
 *
 * @param estimate not kept within the range of the scores
 * @param low end of the interval of confidence {@code 1 - alpha}
 * @param high the other end
 * @param weight of the judge: 0 if it says nothing about people, about 1 if it agrees with them
 * @param labelled how many were labelled by people
 * @param unlabelled how many the judge alone has seen
 * @param correlation of judge and people over the labelled ones, -1 to 1; 0 if either never varies
 */
public record PredictionPoweredMean(
    double estimate,
    double low,
    double high,
    double weight,
    int labelled,
    int unlabelled,
    double correlation) {

  /** Fewer labels say too little about how far the judge follows people. */
  public static final int FEWEST_LABELS = 30;

  /**
   * The estimate from scores that lie between 0 and 1.
   *
   * @param people scores of the labelled questions, which must be a random sample of all
   * @param judge its scores of the same questions, in the same order
   * @param unlabelled its scores of all others; without any, people alone count
   * @param alpha the share of intervals that miss, more than 0 and less than 1
   * @throws IllegalArgumentException if there are fewer than {@value #FEWEST_LABELS} labels, or the
   *     lengths do not fit
   */
  public static PredictionPoweredMean of(
      double[] people, double[] judge, double[] unlabelled, double alpha) {
    if (people.length < FEWEST_LABELS || people.length != judge.length) {
      throw new IllegalArgumentException(
          "%d labels for %d scores; at least %d labels and as many scores"
              .formatted(people.length, judge.length, FEWEST_LABELS));
    }
    int n = people.length;
    int others = unlabelled.length;
    double covariance = covariance(people, judge);
    double spread = covariance(judge, judge);
    double weight =
        spread == 0 || others == 0 ? 0 : covariance / ((1 + (double) n / others) * spread);
    double[] rest = IntStream.range(0, n).mapToDouble(i -> people[i] - weight * judge[i]).toArray();
    double estimate = (others == 0 ? 0 : weight * mean(unlabelled)) + mean(rest);
    double ofOthers =
        others == 0 ? 0 : weight * weight * covariance(unlabelled, unlabelled) / others;
    double variance = ofOthers + covariance(rest, rest) * (n - 1) / (n - 2) / n;
    double quantile = TDistribution.of(n - 2).inverseSurvivalProbability(alpha / 2);
    double deviation = Math.sqrt(variance);
    double skewness =
        (third(rest) + (others == 0 ? 0 : Math.pow(weight, 3) * third(unlabelled)))
            / Math.pow(deviation, 3);
    boolean alike = alike(rest);
    double below = alike ? unseen(n, alpha) : deviation * reach(quantile, skewness);
    double above = alike ? unseen(n, alpha) : deviation * reach(quantile, -skewness);
    double both = Math.sqrt(spread * covariance(people, people));
    return new PredictionPoweredMean(
        estimate,
        estimate - below,
        estimate + above,
        weight,
        n,
        others,
        both == 0 ? 0 : covariance / both);
  }

  /**
   * How many standard errors an end of the interval lies away: farther than the quantile towards a
   * tail, of which a few labels show too little. The inverse of Hall's transformation up to the
   * square.
   *
   * @param skewness of the estimate; negative if the tail is on the side of this end
   */
  private static double reach(double quantile, double skewness) {
    double shifted = quantile - skewness / 6;
    return Math.max(quantile, shifted - skewness * shifted * shifted / 3);
  }

  /** The third central moment of a mean. */
  private static double third(double[] values) {
    double mean = mean(values);
    double sum = Arrays.stream(values).map(value -> Math.pow(value - mean, 3)).sum();
    return sum / Math.pow(values.length, 3);
  }

  /** The share of differences, each of size 1 at most, that {@code n} labels need not show. */
  private static double unseen(int n, double alpha) {
    return 1 - Math.pow(alpha / 2, 1.0 / n);
  }

  private static boolean alike(double[] rest) {
    return Arrays.stream(rest).allMatch(value -> Math.abs(value - rest[0]) < 1e-12);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double covariance(double[] one, double[] other) {
    if (one.length < 2) {
      return 0;
    }
    double first = mean(one);
    double second = mean(other);
    double sum =
        IntStream.range(0, one.length)
            .mapToDouble(i -> (one[i] - first) * (other[i] - second))
            .sum();
    return sum / (one.length - 1);
  }
}
