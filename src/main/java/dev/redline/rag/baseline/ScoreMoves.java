package dev.redline.rag.baseline;

import dev.redline.rag.metric.Metric;
import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import dev.redline.verdict.Evidence;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By how much the scores of questions have changed.
 *
 * @param reference what they are compared with
 * @param questions how many were compared
 * @param changes of each metric by the question's id; a question that is not there has not changed
 */
public record ScoreMoves(
    String reference, int questions, Map<Metric, Map<String, Double>> changes) {

  /** More bars than these nobody tells apart. */
  private static final int MOST = 20;

  /**
   * @param before in the order of {@code after}
   */
  static ScoreMoves of(String reference, List<Metric> metrics, Measured before, Measured after) {
    Map<Metric, Map<String, Double>> changes = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      Map<String, Double> byQuestion = new LinkedHashMap<>();
      for (int i = 0; i < after.questions().size(); i++) {
        QuestionScore now = after.questions().get(i);
        byQuestion.put(now.queryId(), now.get(metric) - before.questions().get(i).get(metric));
      }
      changes.put(metric, byQuestion);
    }
    return new ScoreMoves(reference, after.questions().size(), changes);
  }

  /** The questions that moved furthest; nothing where none has moved. */
  public List<Evidence> picture() {
    List<String> moved = moved();
    if (moved.isEmpty()) {
      return List.of();
    }
    List<String> shown = moved.subList(0, Math.min(MOST, moved.size()));
    Bars bars =
        new Bars(
            "Scores against %s: %d of %d questions moved%s"
                .formatted(
                    reference,
                    moved.size(),
                    questions,
                    shown.size() < moved.size() ? ", the furthest %d here".formatted(MOST) : ""),
            "question",
            "change of the score",
            Layout.BESIDE,
            AxisScale.LINEAR,
            shown,
            changes.keySet().stream()
                .map(
                    metric ->
                        new Series(
                            metric.key(), shown.stream().map(id -> change(metric, id)).toList()))
                .toList());
    return List.of(Evidence.of("scores by question", bars));
  }

  /** The one that moved furthest first. */
  private List<String> moved() {
    Set<String> ids = new LinkedHashSet<>();
    changes.values().forEach(byQuestion -> ids.addAll(byQuestion.keySet()));
    return ids.stream()
        .filter(id -> distance(id) > 0)
        .sorted(Comparator.comparingDouble(this::distance).reversed())
        .toList();
  }

  private double distance(String id) {
    return changes.keySet().stream().mapToDouble(metric -> Math.abs(change(metric, id))).sum();
  }

  private double change(Metric metric, String id) {
    return changes.getOrDefault(metric, Map.of()).getOrDefault(id, 0.0);
  }
}
