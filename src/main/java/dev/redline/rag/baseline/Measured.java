package dev.redline.rag.baseline;

import dev.redline.rag.JudgeId;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.Summary;
import dev.redline.rag.metric.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A complete evaluation, as far as comparing it takes.
 *
 * @param corpusSha256 of the passages' file; {@code not stated} for answers that came in a file
 * @param k passages asked for per question
 * @param answerer who answered, in which version; {@code not stated} for answers that came in a
 *     file
 * @param server null if no server was asked
 * @param questions at least one, each id once
 */
public record Measured(
    JudgeId judge,
    String corpusSha256,
    String casesSha256,
    int k,
    String answerer,
    @Nullable ServerFingerprint server,
    List<QuestionScore> questions) {

  /**
   * @throws IllegalArgumentException if there is no question, or an id appears twice
   */
  public Measured {
    questions = List.copyOf(questions);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("there is no question; at least one is needed");
    }
    Set<String> ids = new HashSet<>();
    for (QuestionScore question : questions) {
      if (!ids.add(question.queryId())) {
        throw new IllegalArgumentException(
            "the question " + question.queryId() + " is there twice");
      }
    }
  }

  /**
   * The evaluation on {@code server}.
   *
   * @param server null if no server was asked
   * @throws IllegalArgumentException if the evaluation is not complete: a part says nothing
   */
  public static Measured of(EvaluationResult result, @Nullable ServerFingerprint server) {
    Summary summary = result.summary();
    if (!summary.complete()) {
      throw new IllegalArgumentException(
          "%d of %d cases were not judged".formatted(summary.unjudged().size(), summary.cases()));
    }
    return new Measured(
        summary.judge(),
        summary.corpusSha256(),
        summary.casesSha256(),
        summary.k(),
        summary.answerer(),
        server,
        result.results().stream()
            .map(judged -> QuestionScore.of(judged, result.repeats()))
            .toList());
  }

  /**
   * The same, described as {@code other} is: for a comparison of two pipelines, of which corpus, k
   * and answerer are what was changed.
   */
  public Measured describedAs(Measured other) {
    return new Measured(
        judge, other.corpusSha256, casesSha256, other.k, other.answerer, other.server, questions);
  }

  /** The scores in the order of the questions. */
  public List<Double> scores(Metric metric) {
    return questions.stream().map(question -> question.get(metric)).toList();
  }

  /** The mean over all questions, a fraction from 0 to 1. */
  public double mean(Metric metric) {
    return questions.stream().mapToDouble(question -> question.get(metric)).average().orElseThrow();
  }

  /**
   * The same with the questions in the order of {@code other}, so that indices agree.
   *
   * @throws IllegalArgumentException if the two do not have the same questions
   */
  Measured inOrderOf(Measured other) {
    Map<String, QuestionScore> byId =
        questions.stream().collect(Collectors.toMap(QuestionScore::queryId, q -> q));
    List<QuestionScore> ordered =
        other.questions.stream()
            .map(question -> byId.get(question.queryId()))
            .filter(Objects::nonNull)
            .toList();
    if (ordered.size() != questions.size() || ordered.size() != other.questions.size()) {
      throw new IllegalArgumentException("The two evaluations are not of the same questions.");
    }
    return new Measured(judge, corpusSha256, casesSha256, k, answerer, server, ordered);
  }
}
