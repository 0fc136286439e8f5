package dev.redline.rag;

import dev.redline.rag.metric.PairwiseSum;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How well the passages that were found cover the gold passages, those that are known to hold the
 * answer. Needs no judge. All from 0 to 1, higher is better.
 *
 * @param hit 1 if a gold passage is among the first k, else 0: hit@k
 * @param recall share of the gold passages among the first k: recall@k
 * @param reciprocalRank 1 divided by the rank of the first gold passage, 0 if none is among the
 *     first k; its mean is MRR@k (Voorhees 1999)
 * @param ndcg nDCG@k with gain 1 for a gold passage, 0 for any other, and discount log2(rank + 1)
 *     (Järvelin and Kekäläinen 2002)
 */
public record RetrievalMetrics(double hit, double recall, double reciprocalRank, double ndcg) {

  /**
   * The metrics of one question. A passage that was found twice counts at its first rank; its
   * second place is taken by nothing of use.
   *
   * @param found ids of the passages, best first
   * @param gold ids of the passages that hold the answer, at least one
   * @param k how many of {@code found} count, at least 1
   * @throws IllegalArgumentException if {@code gold} is empty or {@code k} below 1: such a question
   *     has no metrics, and is no miss
   */
  public static RetrievalMetrics of(List<String> found, Set<String> gold, int k) {
    if (gold.isEmpty() || k < 1) {
      throw new IllegalArgumentException(
          "Retrieval metrics need a gold passage and k >= 1, got %d and %d"
              .formatted(gold.size(), k));
    }
    Set<String> reached = new HashSet<>();
    double first = 0;
    double gain = 0;
    for (int rank = 1; rank <= Math.min(k, found.size()); rank++) {
      String id = found.get(rank - 1);
      if (gold.contains(id) && reached.add(id)) {
        first = first == 0 ? 1.0 / rank : first;
        gain += discounted(rank);
      }
    }
    return new RetrievalMetrics(
        Math.signum(first),
        (double) reached.size() / gold.size(),
        first,
        gain / idealGain(Math.min(k, gold.size())));
  }

  /** The mean of each metric, NaN without questions. */
  public static RetrievalMetrics mean(List<RetrievalMetrics> questions) {
    return new RetrievalMetrics(
        mean(questions, RetrievalMetrics::hit),
        mean(questions, RetrievalMetrics::recall),
        mean(questions, RetrievalMetrics::reciprocalRank),
        mean(questions, RetrievalMetrics::ndcg));
  }

  private static double mean(
      List<RetrievalMetrics> questions, ToDoubleFunction<RetrievalMetrics> metric) {
    return PairwiseSum.of(questions.stream().mapToDouble(metric).toArray()) / questions.size();
  }

  private static double idealGain(int passages) {
    double gain = 0;
    for (int rank = 1; rank <= passages; rank++) {
      gain += discounted(rank);
    }
    return gain;
  }

  private static double discounted(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }
}
