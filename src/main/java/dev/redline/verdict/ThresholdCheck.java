package dev.redline.verdict;

import dev.redline.plan.value.Threshold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Compares one observed figure with a threshold of the plan. */
public final class ThresholdCheck {

  private static final Duration LONG = Duration.ofSeconds(10);

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

  /** A time; shown in milliseconds, in seconds where the limit is ten of them or more. */
  public static Verdict time(
      String subject, Duration observed, Threshold<Duration> threshold, String next) {
    Duration limit = threshold.limit();
    Unit unit = limit.compareTo(LONG) < 0 ? Unit.MILLIS : Unit.SECONDS;
    String required = "%s %s".formatted(words(threshold), unit.exactly(limit));
    boolean holds = threshold.allows(observed);
    String shown = unit.rounded(observed);
    boolean toldApart = holds || !shown.equals(unit.rounded(limit));
    return judged(subject, toldApart ? shown : unit.exactly(observed), required, holds, next)
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

  /** What both sides of a comparison of times are said in. */
  private enum Unit {
    MILLIS("ms", 6),
    SECONDS("s", 9);

    private final String word;
    private final int scale;

    Unit(String word, int scale) {
      this.word = word;
      this.scale = scale;
    }

    private BigDecimal of(Duration time) {
      return BigDecimal.valueOf(time.toNanos(), scale);
    }

    String rounded(Duration time) {
      return of(time).setScale(3, RoundingMode.HALF_UP) + " " + word;
    }

    /** Without zeros at its end. */
    String exactly(Duration time) {
      return of(time).stripTrailingZeros().toPlainString() + " " + word;
    }
  }
}
