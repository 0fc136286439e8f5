package dev.redline.rag.evaluation;

import dev.redline.rag.RetrievalMetrics;
import java.util.List;
import java.util.Optional;

/**
 * Retrieval over the questions that name gold passages. No judge is asked.
 *
 * @param questions that name any, at least 1
 * @param mean over them, each at as many passages as were found for it
 */
public record RetrievalScore(int questions, RetrievalMetrics mean) {

  static Optional<RetrievalScore> of(List<RetrievalMetrics> questions) {
    return questions.isEmpty()
        ? Optional.empty()
        : Optional.of(new RetrievalScore(questions.size(), RetrievalMetrics.mean(questions)));
  }
}
