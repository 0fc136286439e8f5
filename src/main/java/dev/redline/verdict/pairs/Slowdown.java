package dev.redline.verdict.pairs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.redline.plan.workload.SlowdownLimit;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What pairs say about a slow-down.
 *
 * @param pairs so many
 * @param quantiles p50, p95, p99; empty if there were too few pairs for any of them
 */
public record Slowdown(int pairs, List<AtQuantile> quantiles) {

  private static final double POWER_80 = 0.84;
  private static final double FACTOR = 3.8;

  /** What is said of one quantile, and by which limit. */
  public record AtQuantile(QuantileRatio ratio, SlowdownLimit limit, Status status) {

    /** The largest ratio that the limit allows at the old quantile. */
    @JsonProperty
    public double allowed() {
      return limit.allowed(ratio.old()) / ratio.old();
    }

    /** The smallest ratio that so many pairs would have told from the limit, 4 times out of 5. */
    @JsonProperty
    public double detectable() {
      double reach = Math.log(ratio.high() / ratio.low()) / 2;
      return allowed() * Math.exp(reach * (1 + POWER_80 / FACTOR));
    }
  }

  /** PASS if each quantile passes, FAIL if one fails. */
  public Status status() {
    List<Status> all = quantiles.stream().map(AtQuantile::status).toList();
    if (all.contains(Status.FAIL)) {
      return Status.FAIL;
    }
    boolean open = all.isEmpty() || all.contains(Status.INCONCLUSIVE);
    return open ? Status.INCONCLUSIVE : Status.PASS;
  }

  /**
   * One verdict a quantile.
   *
   * @param of what was compared, such as {@code searches with the new settings}
   * @param reliability how often such a verdict is wrong here, or that nobody knows
   */
  public List<Verdict> verdicts(String of, String reliability) {
    if (quantiles.isEmpty()) {
      return List.of(
          Verdict.inconclusive(
              of, pairs + " pairs", "as many as an interval needs", "run it again"));
    }
    return quantiles.stream().map(each -> verdict(each, of, reliability)).toList();
  }

  /** Both quantiles, and what their ratio says of the change: faster, slower, or no difference. */
  public Figures figures() {
    List<BeforeAfter> figures = new ArrayList<>();
    for (AtQuantile each : quantiles) {
      QuantileRatio ratio = each.ratio();
      String name = ratio.name() + " of all searches, in pairs";
      figures.add(new BeforeAfter(name, Optional.of(millis(ratio.old())), millis(ratio.changed())));
      figures.add(new BeforeAfter(name + ": ratio", Optional.empty(), shown(ratio)));
    }
    return new Figures(figures);
  }

  private static String shown(QuantileRatio ratio) {
    return ratio.interval() + ": " + meaning(ratio);
  }

  private static String meaning(QuantileRatio ratio) {
    if (ratio.high() < 1) {
      return "faster";
    }
    return ratio.low() > 1 ? "slower" : "no difference is told";
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.3f ms", millis);
  }

  private Verdict verdict(AtQuantile each, String of, String reliability) {
    String subject = "%s of %s".formatted(each.ratio().name(), of);
    String observed = "%s, %d pairs; %s".formatted(each.ratio(), pairs, reliability);
    String required =
        String.format(Locale.ROOT, "ratio %s, here %.3f", each.limit(), each.allowed());
    return switch (each.status()) {
      case PASS ->
          Verdict.pass(subject, observed, required)
              .withMargin(1 - each.ratio().high() / each.allowed());
      case FAIL ->
          Verdict.fail(
                  subject,
                  observed,
                  required,
                  "compare plans and settings before and after; it is not noise")
              .withMargin(1 - each.ratio().low() / each.allowed());
      default -> Verdict.inconclusive(subject, observed, required, told(each));
    };
  }

  private static String told(AtQuantile each) {
    String known =
        Double.isFinite(each.detectable())
            ? String.format(
                Locale.ROOT, "a slow-down by %.3f or more would have been found", each.detectable())
            : "too few pairs to tell any ratio";
    return known + "; raise slowdown.longest in gates/latency.yaml, or run it on a quieter machine";
  }
}
