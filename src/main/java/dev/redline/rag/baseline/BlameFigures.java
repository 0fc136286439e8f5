package dev.redline.rag.baseline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What helps to tell causes apart, as far as it was measured.
 *
 * @param recallBefore by question, the share of the passages of an exact search that the index
 *     found; a question without a figure counts as 1, missing nothing
 * @param recallAfter the same for the later evaluation
 * @param judging how far two rounds of judging the same answers agree
 */
public record BlameFigures(
    Map<String, Double> recallBefore,
    Map<String, Double> recallAfter,
    Optional<Disagreement> judging) {

  /** Nothing was measured: what the index missed counts as the retriever's. */
  public static final BlameFigures NONE = new BlameFigures(Map.of(), Map.of(), Optional.empty());

  /**
   * The recall of each question's passages.
   *
   * @param exact by question, the ids that an exact search returns; a question that is missing or
   *     has none gets no recall
   */
  public static Map<String, Double> recall(Measured measured, Map<String, List<String>> exact) {
    Map<String, Double> recall = new LinkedHashMap<>();
    for (QuestionScore question : measured.questions()) {
      Set<String> wanted = new HashSet<>(exact.getOrDefault(question.queryId(), List.of()));
      if (!wanted.isEmpty()) {
        Set<String> found = new HashSet<>(question.retrieved());
        found.retainAll(wanted);
        recall.put(question.queryId(), (double) found.size() / wanted.size());
      }
    }
    return recall;
  }

  /** The same with how far two rounds of judging agree. */
  BlameFigures judged(Disagreement twice) {
    return new BlameFigures(recallBefore, recallAfter, Optional.of(twice));
  }

  boolean recallFell(String queryId) {
    return recallAfter.getOrDefault(queryId, 1.0) < recallBefore.getOrDefault(queryId, 1.0);
  }
}
