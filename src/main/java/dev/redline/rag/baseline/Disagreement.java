package dev.redline.rag.baseline;

import dev.redline.rag.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far two rounds of judging the same answers differ.
 *
 * @param words for a person
 * @param answers that were judged twice
 * @param differently of those, scored differently in precision or recall
 * @param meanF1 the mean of how far their F1 lies apart; 0 without answers
 * @param again by question, the scores of the second round
 */
public record Disagreement(
    String words, int answers, int differently, double meanF1, Map<String, QuestionScore> again) {

  /** There is no second round, for the reason that {@code words} give. */
  public static Disagreement none(String words) {
    return new Disagreement(words, 0, 0, 0, Map.of());
  }

  /** Over the questions of both rounds that have an equal answer. */
  public static Disagreement between(List<QuestionScore> once, List<QuestionScore> again) {
    Map<String, QuestionScore> first =
        once.stream().collect(Collectors.toMap(QuestionScore::queryId, Function.identity()));
    Map<String, QuestionScore> second =
        again.stream()
            .filter(score -> isSameAnswer(first, score))
            .collect(Collectors.toMap(QuestionScore::queryId, Function.identity()));
    int differently = (int) second.values().stream().filter(score -> differs(first, score)).count();
    double meanF1 =
        second.values().stream()
            .mapToDouble(score -> Math.abs(change(first, score, Metric.F1)))
            .average()
            .orElse(0);
    String words =
        String.format(
            Locale.ROOT,
            "Judged twice: %d of %d equal answers were scored differently, F1 by %.4f in the mean.",
            differently,
            second.size(),
            meanF1);
    return new Disagreement(words, second.size(), differently, meanF1, second);
  }

  /** Whether judging the later answer again moves its score as far as {@code change}. */
  boolean explains(Metric metric, QuestionScore after, double change) {
    QuestionScore twice = again.get(after.queryId());
    return twice != null && Math.abs(twice.get(metric) - after.get(metric)) >= Math.abs(change);
  }

  private static boolean isSameAnswer(Map<String, QuestionScore> first, QuestionScore score) {
    QuestionScore before = first.get(score.queryId());
    return before != null && before.response().equals(score.response());
  }

  private static boolean differs(Map<String, QuestionScore> first, QuestionScore score) {
    return change(first, score, Metric.PRECISION) != 0 || change(first, score, Metric.RECALL) != 0;
  }

  private static double change(
      Map<String, QuestionScore> first, QuestionScore score, Metric metric) {
    QuestionScore before = first.get(score.queryId());
    return before == null ? 0 : score.get(metric) - before.get(metric);
  }
}
