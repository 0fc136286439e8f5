package dev.redline.verdict;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean score that a judge would give the same answers if it were asked without end, from a few
 * rounds. The interval holds how far the judge disagrees with itself, and nothing else: of other
 * answers it says nothing. Variances of the answers add up, Student's t with as many degrees of
 * freedom as there are scores beyond the first of each answer.
 *
 * @param low end of the interval; {@code mean} itself if the judge never disagrees with itself
 * @param high the other end
 * @param rounds of the answer that was judged most often
 */
public record RepeatedMean(double mean, double low, double high, int rounds) {

  /**
   * The mean over all answers.
   *
   * @param scores one array an answer, each with at least one score; at least one answer
   * @param alpha the share of intervals that miss, more than 0 and less than 1
   */
  public static RepeatedMean of(List<double[]> scores, double alpha) {
    double mean = scores.stream().mapToDouble(RepeatedMean::mean).average().orElseThrow();
    double variance = scores.stream().mapToDouble(RepeatedMean::ofMean).sum();
    int freedom = scores.stream().mapToInt(rounds -> rounds.length - 1).sum();
    int rounds = scores.stream().mapToInt(all -> all.length).max().orElseThrow();
    double margin =
        variance == 0
            ? 0
            : TDistribution.of(freedom).inverseSurvivalProbability(alpha / 2)
                * Math.sqrt(variance)
                / scores.size();
    return new RepeatedMean(mean, mean - margin, mean + margin, rounds);
  }

  /** The variance of the mean of an answer's scores. */
  private static double ofMean(double[] scores) {
    double mean = mean(scores);
    double squares = Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).sum();
    return scores.length == 1 ? 0 : squares / (scores.length - 1) / scores.length;
  }

  private static double mean(double[] scores) {
    return Arrays.stream(scores).average().orElseThrow();
  }
}
