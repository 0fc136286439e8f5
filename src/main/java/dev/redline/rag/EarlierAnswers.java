package dev.redline.rag;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers with labels that an earlier evaluation of the same run holds. Where the same passages are
 * found again, in the same order, they count again, and nobody is asked.
 */
record EarlierAnswers(Map<String, Judged> byId) {

  static final EarlierAnswers NONE = new EarlierAnswers(Map.of());

  /** Those of {@code earlier}, if the same judge gave its labels. */
  static EarlierAnswers of(EvaluationResult earlier, JudgeId judge) {
    return earlier.summary().judge().equals(judge)
        ? new EarlierAnswers(
            earlier.results().stream()
                .filter(judged -> judged.labels().isPresent())
                .collect(Collectors.toMap(j -> j.answered().queryId(), Function.identity())))
        : NONE;
  }

  /** The question as it was answered and judged from just these passages. */
  Optional<Judged> of(Case question, List<Passage> passages) {
    return Optional.ofNullable(byId.get(question.queryId()))
        .filter(judged -> judged.answered().query().equals(question.query()))
        .filter(judged -> judged.answered().gtAnswer().equals(question.gtAnswer()))
        .filter(judged -> judged.answered().context().equals(RetrievedText.of(passages)));
  }
}
