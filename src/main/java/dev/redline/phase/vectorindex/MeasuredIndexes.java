package dev.redline.phase.vectorindex;

import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches through both indexes at one place, on copies or on the server, and what they amount to.
 */
final class MeasuredIndexes {

  private final IndexWork work;
  private @Nullable IndexMeasurements measured;
  private String otherwise = "it could not be measured";

  /** Nothing is measured yet. */
  MeasuredIndexes(IndexWork work) {
    this.work = work;
  }

  /** Keeps what was measured here. */
  Finding take(IndexMeasurements taken, String subject) {
    measured = taken;
    return Finding.of(
        Verdict.pass(subject, "measured", "both indexes, in pairs"),
        work.change()
            .kept(
                "searches through both indexes",
                "searches",
                List.of(taken.before(), taken.after())),
        Evidence.of("what the index came to", IndexFigures.of(taken)));
  }

  /** Nothing is measured here. */
  Finding notHere(String subject, String why) {
    otherwise = why;
    return none(subject);
  }

  private Finding none(String subject) {
    return Finding.of(
        Verdict.pass(subject, "not here: " + otherwise, "once, on copies or on the server"));
  }

  /** Recall, rows and plans. */
  Finding searches() {
    return judged(
        taken ->
            Finding.of(verdicts().recall(taken)).and(Finding.of(verdicts().rowsAndPlans(taken))));
  }

  /** Times, in pairs. */
  Finding slowdown() {
    return judged(IndexMeasurements::pairs);
  }

  /** Size and writes. */
  Finding costs() {
    return judged(
        taken -> Finding.of(List.of(verdicts().size(taken), verdicts().writeCost(taken))));
  }

  private Finding judged(Function<IndexMeasurements, Finding> rule) {
    return measured == null ? none("searches through both indexes") : rule.apply(measured);
  }

  private IndexVerdicts verdicts() {
    return new IndexVerdicts(work.planned().limits(), work.resolved().search().planned().targets());
  }
}
