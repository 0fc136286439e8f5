package dev.redline.rag.baseline;

import dev.redline.plan.AllowedChange;
import dev.redline.plan.BaselineConfig.ScoreLimits;
import dev.redline.plan.value.Threshold;
import dev.redline.verdict.PairedComparison;
import dev.redline.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;

/** Holds the change of one score against what the plan allows. */
record ScoreChangeCheck(ScoreLimits limits, Optional<String> because) {

  /** Fractions that ought to be equal may differ by so much. */
  private static final double ROUNDING = 1e-9;

  private static final double LEAST_P = 0.001;

  /**
   * A pass, or PAUSED: whether a fall is worth it is for a person to say.
   *
   * @param worst the id of the question that fell most
   */
  Verdict judge(String subject, PairedComparison compared, String worst, String next) {
    double limit = limits.change().limit(compared.before());
    boolean holds =
        compared.change().high() + ROUNDING >= limit
            && worstQuestion().allows(compared.worstChange() + ROUNDING);
    String observed = observed(compared, worst) + "; " + detectable(compared, limit);
    Verdict verdict =
        holds
            ? Verdict.pass(subject, observed, required(limit))
            : Verdict.paused(subject, observed, required(limit), next);
    return verdict.because(reason()).withMargin(margin(compared, limit));
  }

  /** Of what is nearest to its limit, or furthest beyond; a limit of 0 has no shares. */
  private double margin(PairedComparison compared, double limit) {
    return Math.min(
        share(compared.change().high(), limit),
        share(compared.worstChange(), worstQuestion().limit()));
  }

  private static double share(double observed, double limit) {
    return (observed + ROUNDING - limit) / Math.abs(limit);
  }

  private Optional<String> reason() {
    return limits.change().because().or(() -> worstQuestion().because()).or(() -> because);
  }

  private String required(double limit) {
    return "change at least %s%s, of every question at least %s"
        .formatted(figure(limit), relative(), figure(worstQuestion().limit()));
  }

  private String observed(PairedComparison compared, String worst) {
    return String.format(
        Locale.ROOT,
        "change %s (%.0f %% interval %s to %s, p %s, %d cases), %s",
        figure(compared.change().mean()),
        100 * (1 - compared.alpha()),
        figure(compared.change().low()),
        figure(compared.change().high()),
        p(compared.p()),
        compared.cases(),
        compared.worstChange() < 0
            ? "worst question %s %s".formatted(worst, figure(compared.worstChange()))
            : "no question fell");
  }

  private static String detectable(PairedComparison compared, double limit) {
    String stated =
        String.format(
            Locale.ROOT,
            "%d cases detect a change of %.4f or more",
            compared.cases(),
            compared.detectable());
    if (compared.detectable() <= -limit) {
      return stated;
    }
    return limit < 0
        ? String.format(
            Locale.ROOT,
            "%s, so that a smaller loss may go unseen: %.4f takes %d cases",
            stated,
            -limit,
            compared.casesFor(-limit))
        : stated + ", so that a smaller loss may go unseen";
  }

  private String relative() {
    return limits.change().basis() == AllowedChange.Basis.RELATIVE
        ? String.format(
            Locale.ROOT, " (%.1f %% of the mean before)", 100 * limits.change().amount())
        : "";
  }

  private Threshold<Double> worstQuestion() {
    return limits.worstQuestion();
  }

  private static String p(double p) {
    return p < LEAST_P ? "below " + LEAST_P : String.format(Locale.ROOT, "%.4f", p);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }
}
