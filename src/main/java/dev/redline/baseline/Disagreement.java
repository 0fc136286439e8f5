package dev.redline.baseline;

import dev.redline.rag.Metric;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far two rounds of judging the same answers differ.
 *
 * @param answers that are equal in both rounds, word for word
 * @param differently of those, scored differently in precision or recall
 * @param meanF1 the mean of how far their F1 lies apart; 0 without answers
 */
public record Disagreement(int answers, int differently, double meanF1) {

  /** Over the questions of both rounds that have an equal answer. */
  public static Disagreement between(Measured once, Measured again) {
    Measured paired = again.inOrderOf(once);
    List<Integer> equal =
        IntStream.range(0, once.questions().size())
            .filter(i -> response(once, i).equals(response(paired, i)))
            .boxed()
            .toList();
    long differently = equal.stream().filter(i -> differs(once, paired, i)).count();
    double meanF1 =
        equal.stream()
            .mapToDouble(i -> Math.abs(get(once, i, Metric.F1) - get(paired, i, Metric.F1)))
            .average()
            .orElse(0);
    return new Disagreement(equal.size(), (int) differently, meanF1);
  }

  private static boolean differs(Measured once, Measured again, int index) {
    return get(once, index, Metric.PRECISION) != get(again, index, Metric.PRECISION)
        || get(once, index, Metric.RECALL) != get(again, index, Metric.RECALL);
  }

  private static String response(Measured measured, int index) {
    return measured.questions().get(index).response();
  }

  private static double get(Measured measured, int index, Metric metric) {
    return measured.questions().get(index).get(metric);
  }
}
