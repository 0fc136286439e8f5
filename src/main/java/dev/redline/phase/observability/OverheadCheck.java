package dev.redline.phase.observability;

import dev.redline.phase.observability.OverheadSamples.Quartet;
import dev.redline.plan.ObservabilityConfig;
import dev.redline.plan.value.Threshold;
import dev.redline.verdict.BlockRatio;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds what counting statements costs against its limit. */
final class OverheadCheck {

  private static final String SUBJECT = "time that pg_stat_statements adds to a vector search";

  private final ObservabilityConfig rules;
  private final int seed;

  OverheadCheck(ObservabilityConfig rules, int seed) {
    this.rules = rules;
    this.seed = seed;
  }

  /**
   * Passes if the whole interval keeps the limit and the machine is quiet enough to tell; fails if
   * the whole interval lies above the limit and above the noise. Anything else tells nothing.
   */
  Verdict judge(OverheadSamples samples) {
    return whyNot(samples).orElseGet(() -> compared(samples)).because(rules.overhead().because());
  }

  private Optional<Verdict> whyNot(OverheadSamples samples) {
    int wanted = rules.measurement().quartets();
    if (samples.quartets().size() < wanted) {
      return Optional.of(
          inconclusive(
              "%d of %d quartets of blocks".formatted(samples.quartets().size(), wanted),
              "run again"));
    }
    if (samples.counted() != samples.expected()) {
      return Optional.of(
          inconclusive(
              "pg_stat_statements counted %d searches of %d"
                  .formatted(samples.counted(), samples.expected()),
              "look for who else searches or resets pg_stat_statements"));
    }
    boolean usable = samples.quartets().stream().allMatch(OverheadCheck::usable);
    return usable
        ? Optional.empty()
        : Optional.of(inconclusive("a block that took no time", "report this as a defect"));
  }

  private Verdict compared(OverheadSamples samples) {
    List<Quartet> quartets = samples.quartets();
    BlockRatio overhead = BlockRatio.of(quartets.stream().map(Quartet::ratio).toList(), seed);
    BlockRatio noise = BlockRatio.of(quartets.stream().map(Quartet::noise).toList(), seed);
    Threshold<Double> limit = rules.overhead();
    String observed = "%s; off against off: %s".formatted(overhead, noise);
    if (limit.allows(overhead.high() - 1) && limit.allows(noise.reach())) {
      return Verdict.pass(SUBJECT, observed, required());
    }
    boolean above = !limit.allows(overhead.low() - 1) && overhead.low() - 1 > noise.reach();
    return above
        ? Verdict.fail(
            SUBJECT,
            observed,
            required(),
            "the extension is removed again; raise the limit in gates/observability.yaml only if"
                + " seeing statements is worth that much")
        : inconclusive(
            observed, "run again when the machine is less busy, or raise quartets in the plan");
  }

  private static boolean usable(Quartet quartet) {
    return quartet.off() > 0
        && quartet.on() > 0
        && quartet.onLater() > 0
        && quartet.offLater() > 0
        && Double.isFinite(quartet.ratio())
        && Double.isFinite(quartet.noise());
  }

  private Verdict inconclusive(String observed, String next) {
    return Verdict.inconclusive(SUBJECT, observed, required(), next);
  }

  private String required() {
    return String.format(
        Locale.ROOT, "the whole interval at most %+.2f %%", 100 * rules.overhead().limit());
  }
}
