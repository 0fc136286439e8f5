package dev.redline.verdict;

import dev.redline.plan.value.Threshold;
import java.time.Duration;
import java.util.Locale;

/** Compares one observed figure with a threshold of the plan. */
public final class ThresholdCheck {

  private static final double NANOS_PER_MILLI = 1e6;

  private ThresholdCheck() {}

  /**
   * A score or share. NaN is missing evidence.
   *
   * @param next what to do if it does not pass
   */
  public static Verdict score(
      String subject, double observed, Threshold<Double> threshold, String next) {
    String required = "%s %s".formatted(words(threshold), figure(threshold.limit()));
    if (Double.isNaN(observed)) {
      return Verdict.inconclusive(subject, "no figure (NaN)", required, next)
          .because(threshold.because());
    }
    boolean holds = threshold.allows(observed);
    String shown = figure(observed);
    boolean toldApart = holds || !shown.equals(figure(threshold.limit()));
    return judged(subject, toldApart ? shown : Double.toString(observed), required, holds, next)
        .because(threshold.because())
        .withMargin(margin(observed, threshold.limit(), threshold));
  }

  /**
   * A score that a judge gave several times: PASS if the whole interval keeps the threshold, FAIL
   * if none of it does, INCONCLUSIVE else.
   *
   * @param alpha that the interval was made with
   * @param next what to do if it fails
   */
  public static Verdict interval(
      String subject, RepeatedMean mean, double alpha, Threshold<Double> threshold, String next) {
    String required = "%s %s".formatted(words(threshold), figure(threshold.limit()));
    String observed =
        "%s, %.0f %% interval %s to %s of what the judge says when asked again, %d rounds"
            .formatted(
                figure(mean.mean()),
                100 * (1 - alpha),
                figure(mean.low()),
                figure(mean.high()),
                mean.rounds());
    boolean low = threshold.allows(mean.low());
    boolean high = threshold.allows(mean.high());
    Verdict verdict =
        low == high
            ? judged(subject, observed, required, low, next)
            : Verdict.inconclusive(subject, observed, required, "raise repeat in gates/judge.yaml");
    return verdict
        .because(threshold.because())
        .withMargin(margin(mean.mean(), threshold.limit(), threshold));
  }

  /** A time; shown in milliseconds. */
  public static Verdict time(
      String subject, Duration observed, Threshold<Duration> threshold, String next) {
    String required = "%s %s".formatted(words(threshold), millis(threshold.limit()));
    return judged(subject, millis(observed), required, threshold.allows(observed), next)
        .because(threshold.because())
        .withMargin(margin(nanos(observed), nanos(threshold.limit()), threshold));
  }

  private static double nanos(Duration time) {
    return (double) time.toNanos();
  }

  private static double margin(double observed, double limit, Threshold<?> threshold) {
    double above = (observed - limit) / limit;
    return threshold.direction() == Threshold.Direction.AT_LEAST ? above : -above;
  }

  private static Verdict judged(
      String subject, String observed, String required, boolean holds, String next) {
    return holds
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, next);
  }

  private static String words(Threshold<?> threshold) {
    return threshold.direction() == Threshold.Direction.AT_LEAST ? "at least" : "at most";
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.3f ms", time.toNanos() / NANOS_PER_MILLI);
  }
}
