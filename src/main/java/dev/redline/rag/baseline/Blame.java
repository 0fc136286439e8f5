package dev.redline.rag.baseline;

import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.MetricGroup;
import dev.redline.verdict.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the fall of a score comes from. Each question that fell has one cause: the first part of
 * the pipeline that got worse for it.
 *
 * @param score the key of the metric
 * @param shares by cause, the greatest fall first; causes without a question are left out
 * @param metrics the means of all metrics, which show the same from above
 * @param judging how far two rounds of judging agree, if that was measured
 * @param moved the questions that moved most, worst first, at most {@value #SHOWN}
 */
public record Blame(
    String score,
    double before,
    double after,
    List<Share> shares,
    List<Mean> metrics,
    Optional<Disagreement> judging,
    List<QuestionMove> moved) {

  private static final int SHOWN = 10;

  /**
   * What one cause did.
   *
   * @param change what it adds to the change of the mean, less than 0
   */
  public record Share(Cause cause, long questions, double change) {}

  /** A metric over all questions. */
  public record Mean(String metric, double before, double after) {}

  /**
   * Looks for the cause of a change of {@code score} between two evaluations of the same questions.
   *
   * @param score precision, recall or F1
   * @throws IllegalArgumentException if {@code score} is another one, or the questions differ
   */
  public static Blame of(Metric score, Measured before, Measured after, BlameFigures figures) {
    if (score.group() != MetricGroup.OVERALL) {
      throw new IllegalArgumentException(score.key() + " names its cause already.");
    }
    List<QuestionMove> moves = moves(score, before, after.inOrderOf(before), figures);
    return new Blame(
        score.key(),
        before.mean(score),
        after.mean(score),
        shares(moves),
        Stream.of(Metric.values())
            .map(metric -> new Mean(metric.key(), before.mean(metric), after.mean(metric)))
            .toList(),
        figures.judging(),
        mostMoved(moves));
  }

  /** For a person, as Markdown. */
  public String markdown() {
    return new BlameText(this).markdown();
  }

  List<Evidence> evidence() {
    return List.of(
        Evidence.of("where " + score + " fell", markdown()),
        Evidence.of("where " + score + " fell, as data", this));
  }

  private static List<QuestionMove> moves(
      Metric score, Measured before, Measured after, BlameFigures figures) {
    return IntStream.range(0, before.questions().size())
        .mapToObj(
            i ->
                QuestionMove.of(
                    score, before.questions().get(i), after.questions().get(i), figures))
        .toList();
  }

  private static List<Share> shares(List<QuestionMove> moves) {
    return Stream.of(Cause.values())
        .map(cause -> share(cause, moves))
        .filter(share -> share.questions > 0)
        .sorted(Comparator.comparingDouble(Share::change))
        .toList();
  }

  private static Share share(Cause cause, List<QuestionMove> moves) {
    List<QuestionMove> blamed =
        moves.stream().filter(move -> move.cause().filter(cause::equals).isPresent()).toList();
    double sum = blamed.stream().mapToDouble(QuestionMove::change).sum();
    return new Share(cause, blamed.size(), sum / moves.size());
  }

  private static List<QuestionMove> mostMoved(List<QuestionMove> moves) {
    return moves.stream()
        .filter(move -> move.change() != 0)
        .sorted(Comparator.comparingDouble(move -> -Math.abs(move.change())))
        .limit(SHOWN)
        .sorted(Comparator.comparingDouble(QuestionMove::change))
        .toList();
  }
}
