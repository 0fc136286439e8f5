package dev.redline.phase.observability;

import dev.redline.plan.ObservabilityConfig;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.pairs.MedianPair;
import dev.redline.workload.pairs.PairSamples;
import java.util.Locale;

/** Holds what counting statements costs, in the median pair of searches, against its limit. */
final class OverheadCheck {

  private static final String SUBJECT = "time that pg_stat_statements adds to a vector search";

  private final ObservabilityConfig config;
  private final double alpha;

  /**
   * @param alpha the share of verdicts that may be wrong at the limit itself
   */
  OverheadCheck(ObservabilityConfig config, double alpha) {
    this.config = config;
    this.alpha = alpha;
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
        || measured(seen).against(limit()) != Status.INCONCLUSIVE;
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
    return judge(measured(samples.pairs()));
  }

  private MedianPair measured(PairSamples pairs) {
    PairSamples seen = pairs.undisturbed();
    return MedianPair.of(seen.wall(), seen.oldFirst(), alpha);
  }

  private double limit() {
    return 1 + config.overhead().limit();
  }

  private Verdict judge(MedianPair measured) {
    String observed = measured.toString();
    return switch (measured.against(limit())) {
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
    return String.format(Locale.ROOT, "the whole interval of the ratio at most %.3f", limit());
  }
}
