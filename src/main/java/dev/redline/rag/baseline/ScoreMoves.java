package dev.redline.rag.baseline;

import dev.redline.rag.metric.Metric;
import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import dev.redline.verdict.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * By how much the scores of each question have changed.
 *
 * @param before in the order of {@code after}
 */
record ScoreMoves(List<Metric> metrics, Measured before, Measured after) {

  /** More bars than these nobody tells apart. */
  private static final int MOST = 20;

  /** The questions that moved furthest; nothing where none has moved. */
  List<Evidence> picture(String reference) {
    List<Integer> moved = moved();
    if (moved.isEmpty()) {
      return List.of();
    }
    List<Integer> shown = moved.subList(0, Math.min(MOST, moved.size()));
    Bars bars =
        new Bars(
            "Scores against %s: %d of %d questions moved%s"
                .formatted(
                    reference,
                    moved.size(),
                    after.questions().size(),
                    shown.size() < moved.size() ? ", the furthest %d here".formatted(MOST) : ""),
            "question",
            "change of the score",
            Layout.BESIDE,
            AxisScale.LINEAR,
            shown.stream().map(i -> after.questions().get(i).queryId()).toList(),
            metrics.stream().map(metric -> series(metric, shown)).toList());
    return List.of(Evidence.of("scores by question", bars));
  }

  /** Places of the questions, the one that moved furthest first. */
  private List<Integer> moved() {
    return IntStream.range(0, after.questions().size())
        .boxed()
        .filter(i -> distance(i) > 0)
        .sorted(Comparator.comparingDouble(this::distance).reversed())
        .toList();
  }

  private double distance(int question) {
    return metrics.stream().mapToDouble(metric -> Math.abs(change(metric, question))).sum();
  }

  private double change(Metric metric, int question) {
    return after.questions().get(question).get(metric)
        - before.questions().get(question).get(metric);
  }

  private Series series(Metric metric, List<Integer> shown) {
    return new Series(metric.key(), shown.stream().map(i -> change(metric, i)).toList());
  }
}
