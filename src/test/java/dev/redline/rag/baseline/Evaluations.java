package dev.redline.rag.baseline;

import dev.redline.rag.JudgeId;
import dev.redline.rag.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Evaluations for tests: question {@code q0}, {@code q1} and so on. */
final class Evaluations {

  static final JudgeId JUDGE = new JudgeId("offline", "1-abc", null);
  static final ServerFingerprint SERVER = new ServerFingerprint("7412", "15.18", "0.8.0");

  private Evaluations() {}

  /** Every question has this score in every metric, and an answer and passages of its own. */
  static Measured scored(double... scores) {
    List<QuestionScore> questions = new ArrayList<>();
    for (double score : scores) {
      int number = questions.size();
      questions.add(
          question(number, "answer %d %s".formatted(number, score), List.of("d" + number), score));
    }
    return of(questions);
  }

  static Measured of(List<QuestionScore> questions) {
    return new Measured(JUDGE, "c0", "a5", 8, "passages@1", SERVER, questions);
  }

  static double[] times(int times, double score) {
    return DoubleStream.generate(() -> score).limit(times).toArray();
  }

  static QuestionScore question(
      int number, String response, List<String> retrieved, double overall) {
    return question(number, response, retrieved, overall, overall);
  }

  /**
   * @param overall of precision, recall and F1
   * @param claimRecall of every other metric
   */
  static QuestionScore question(
      int number, String response, List<String> retrieved, double overall, double claimRecall) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Stream.of(Metric.values()).forEach(metric -> metrics.put(metric.key(), claimRecall));
    Stream.of(Metric.PRECISION, Metric.RECALL, Metric.F1)
        .forEach(metric -> metrics.put(metric.key(), overall));
    return new QuestionScore(
        "q" + number, "Question " + number + "?", response, retrieved, metrics);
  }
}
