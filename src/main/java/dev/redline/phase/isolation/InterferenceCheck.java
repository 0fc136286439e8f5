package dev.redline.phase.isolation;

import dev.redline.ltst.LoadStatistics;
import dev.redline.phase.isolation.Interference.Beside;
import dev.redline.plan.isolation.InterferenceLimits;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.RatioInterval;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Holds what was measured beside guarded load against the plan. */
final class InterferenceCheck {

  private static final double NANOS_PER_MILLI = 1e6;

  private final InterferenceLimits limits;

  InterferenceCheck(InterferenceLimits limits) {
    this.limits = limits;
  }

  /** Whether there was load to speak of, beside every block, and none of it failed. */
  Verdict loaded(Beside beside, String kind) {
    String subject = "LTST load " + kind;
    String required = "operations beside every block, none failed";
    boolean idle =
        beside.loads().isEmpty() || beside.loads().stream().anyMatch(load -> load.done() == 0);
    String observed = beside.loads().toString();
    return idle || !beside.failures().isEmpty()
        ? Verdict.inconclusive(
            subject,
            observed + ", failures " + beside.failures(),
            required,
            "look at the server's log, and run it again")
        : Verdict.pass(subject, observed, required);
  }

  /**
   * p95 against p95 alone. It fails only if the whole interval lies above the limit and the
   * difference is large enough to matter: what chance explains is no finding.
   */
  Verdict slowdown(Interference measured) {
    List<Double> alone = measured.alone().millis();
    List<Double> beside = measured.guarded().millis();
    String subject =
        "p95 of searches at K=%d beside guarded load, divided by alone".formatted(limits.k());
    double ignored = limits.ignoredBelow().toNanos() / NANOS_PER_MILLI;
    String required =
        String.format(
            Locale.ROOT,
            "at most %.2f, or slower by less than %.1f ms",
            limits.p95().limit(),
            ignored);
    if (Math.min(alone.size(), beside.size()) < limits.samples()) {
      return Verdict.inconclusive(
          subject,
          "%d and %d searches".formatted(beside.size(), alone.size()),
          required + ", over %d searches each".formatted(limits.samples()),
          "run it again");
    }
    RatioInterval ratio = RatioInterval.ofP95(beside, alone, limits.seed());
    double slower = measured.guarded().p95() - measured.alone().p95();
    String observed =
        String.format(
            Locale.ROOT,
            "%s, %.3f ms against %.3f ms",
            ratio,
            measured.guarded().p95(),
            measured.alone().p95());
    return (limits.p95().allows(ratio.low()) || slower < ignored
            ? Verdict.pass(subject, observed, required)
            : Verdict.fail(
                subject, observed, required, "lower guard.operations in gates/isolation.yaml"))
        .because(limits.p95().because());
  }

  /** Precision, recall and F1 against those alone. */
  List<Verdict> scores(Interference measured) {
    return List.of(
        score("precision", measured, Scores::precision),
        score("recall", measured, Scores::recall),
        score("F1", measured, Scores::f1));
  }

  /** Operations that ran at once. */
  Verdict atOnce(Beside guarded, int operations) {
    int most = guarded.loads().stream().mapToInt(LoadStatistics::mostAtOnce).max().orElse(0);
    String subject = "LTST operations at once, under the guard";
    String required = "1 to " + operations;
    String observed = Integer.toString(most);
    if (most == 0) {
      return Verdict.inconclusive(subject, observed, required, "run it again");
    }
    return most <= operations
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject, observed, required, "report this as a defect: the guard does not hold");
  }

  /** Heavy jobs that ran at any moment of an evaluation. */
  static Verdict heavy(Beside guarded) {
    String subject = "heavy LTST jobs that ran while an evaluation did, under the guard";
    String required = "0, while other operations ran";
    int heavy = guarded.loads().stream().mapToInt(LoadStatistics::heavy).sum();
    int done = guarded.loads().stream().mapToInt(LoadStatistics::done).sum();
    String observed = "%d of %d operations".formatted(heavy, done);
    if (done == 0) {
      return Verdict.inconclusive(subject, observed, required, "run it again");
    }
    return heavy == 0
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject, observed, required, "report this as a defect: the guard does not hold");
  }

  private Verdict score(String name, Interference measured, ToDoubleFunction<Scores> score) {
    double alone = of(measured.alone(), score);
    double beside = of(measured.guarded(), score);
    return ThresholdCheck.score(
        "change of %s beside guarded load (%.4f alone)".formatted(name, alone),
        Math.abs(beside - alone),
        limits.scoreChange(),
        "compare the passages that were found; answers must not depend on load");
  }

  private static double of(Beside beside, ToDoubleFunction<Scores> score) {
    return beside.scores().map(score::applyAsDouble).orElse(Double.NaN);
  }
}
