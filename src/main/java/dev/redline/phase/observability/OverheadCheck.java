package dev.redline.phase.observability;

import dev.redline.plan.ObservabilityConfig;
import dev.redline.plan.workload.SlowdownLimit;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.pairs.Slowdown;
import dev.redline.verdict.pairs.SlowdownRule;
import dev.redline.workload.pairs.PairSamples;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Holds what counting statements costs, at the median of a search, against its limit. */
final class OverheadCheck {

  private static final String SUBJECT = "time that pg_stat_statements adds to a vector search";
  private static final double MEDIAN = 0.5;

  private final ObservabilityConfig config;
  private final SlowdownRule rule;

  /**
   * @param alpha the share of verdicts that may be wrong at the limit itself
   */
  OverheadCheck(ObservabilityConfig config, double alpha) {
    this.config = config;
    SlowdownLimit limit = new SlowdownLimit(1 + config.overhead().limit(), Duration.ZERO);
    this.rule = new SlowdownRule(Map.of(MEDIAN, limit), alpha);
  }

  /** Rows that a search asks for. */
  int k() {
    return config.measurement().k();
  }

  /** Searches that nobody times. */
  int warmUp() {
    return config.measurement().warmUp();
  }

  /** Whether the pairs decide, or have taken as long as the plan allows. */
  boolean enough(PairSamples seen) {
    return seen.millis() >= config.measurement().longest().toMillis()
        || rule.look(seen.undisturbed().wall()) != Status.INCONCLUSIVE;
  }

  /**
   * Passes if the whole interval keeps the limit; fails if the whole interval lies above. Anything
   * else tells nothing, and so do searches that pg_stat_statements did not count.
   */
  Verdict judge(OverheadSamples samples) {
    long expected = samples.pairs().asked();
    if (samples.counted() != expected) {
      return inconclusive(
          "pg_stat_statements counted %d searches of %d".formatted(samples.counted(), expected),
          "look for who else searches or resets pg_stat_statements");
    }
    Slowdown slowdown = rule.conclude(samples.pairs().undisturbed().wall());
    if (slowdown.quantiles().isEmpty()) {
      return inconclusive("%d pairs".formatted(slowdown.pairs()), "run again");
    }
    return judge(slowdown);
  }

  private Verdict judge(Slowdown slowdown) {
    String observed =
        "%s, %d pairs".formatted(slowdown.quantiles().get(0).ratio(), slowdown.pairs());
    return switch (slowdown.status()) {
      case PASS -> because(Verdict.pass(SUBJECT, observed, required()));
      case FAIL ->
          because(
              Verdict.fail(
                  SUBJECT,
                  observed,
                  required(),
                  "the extension is removed again; raise the limit in gates/observability.yaml"
                      + " only if seeing statements is worth that much"));
      default ->
          inconclusive(
              observed,
              "run again when the machine is less busy, or raise measurement.longest in"
                  + " gates/observability.yaml");
    };
  }

  private Verdict inconclusive(String observed, String next) {
    return because(Verdict.inconclusive(SUBJECT, observed, required(), next));
  }

  private Verdict because(Verdict verdict) {
    return verdict.because(config.overhead().because());
  }

  private String required() {
    return String.format(
        Locale.ROOT, "the whole interval of the ratio at most %.3f", 1 + config.overhead().limit());
  }
}
