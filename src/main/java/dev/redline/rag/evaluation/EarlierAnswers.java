package dev.redline.rag.evaluation;

import dev.redline.rag.Case;
import dev.redline.rag.JudgeId;
import dev.redline.rag.Judged;
import dev.redline.rag.Passage;
import dev.redline.rag.RetrievedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers with labels that an earlier evaluation of the same run holds. Where the same passages are
 * found again, in the same order, they count again, and nobody is asked.
 *
 * @param places by id, where among the results a question is
 */
record EarlierAnswers(JudgedResults results, Map<String, Integer> places) {

  static EarlierAnswers none() {
    return new EarlierAnswers(JudgedResults.of(List.of()), Map.of());
  }

  /** Those of {@code earlier}, if the same judge and the same answerer made them. */
  static EarlierAnswers of(EvaluationResult earlier, JudgeId judge, String answerer) {
    Summary summary = earlier.summary();
    if (!summary.judge().equals(judge) || !summary.answerer().equals(answerer)) {
      return none();
    }
    Map<String, Integer> places = new HashMap<>();
    List<String> ids = earlier.results().ids();
    for (int i = 0; i < ids.size(); i++) {
      places.put(ids.get(i), i);
    }
    return new EarlierAnswers(earlier.results(), places);
  }

  /** The question as it was answered and judged from just these passages. */
  Optional<Judged> of(Case question, List<Passage> passages) {
    return Optional.ofNullable(places.get(question.queryId()))
        .map(results::get)
        .filter(judged -> judged.labels().isPresent())
        .filter(judged -> judged.answered().query().equals(question.query()))
        .filter(judged -> judged.answered().gtAnswer().equals(question.gtAnswer()))
        .filter(judged -> judged.answered().context().equals(RetrievedText.of(passages)));
  }
}
