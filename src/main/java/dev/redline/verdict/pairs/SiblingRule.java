package dev.redline.verdict.pairs;

import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.verdict.Status;
import dev.redline.verdict.pairs.Slowdown.AtQuantile;
import java.util.List;

/**
 * Whether one of two servers became slower that differ by themselves: hosts and caches do. Their
 * ratio was taken before the change; after it the sibling's times are multiplied by the end of that
 * ratio's interval that speaks against the verdict, and the ordinary rule decides.
 *
 * @param before ratios of the unchanged servers, one a quantile of the limits
 */
public record SiblingRule(SlowdownConfig limits, List<QuantileRatio> before) {

  /** What pairs of unchanged servers say; each ratio is unknown while its interval is infinite. */
  public static List<QuantileRatio> unchanged(SlowdownConfig limits, PairedTimes times) {
    return new SlowdownRule(limits)
        .conclude(times).quantiles().stream().map(AtQuantile::ratio).toList();
  }

  /** Whether the noise between them is known well enough to decide anything. */
  public boolean isKnown() {
    return !before.isEmpty()
        && before.stream().allMatch(each -> each.low() > 0 && Double.isFinite(each.high()));
  }

  /** INCONCLUSIVE while sampling has to go on. */
  public Slowdown conclude(PairedTimes times) {
    if (!isKnown() || times.size() < BlockedError.FEWEST_BLOCKS) {
      return new Slowdown(times.size(), List.of());
    }
    return new Slowdown(times.size(), before.stream().map(each -> at(each, times)).toList());
  }

  private AtQuantile at(QuantileRatio unchanged, PairedTimes times) {
    AtQuantile worst = with(unchanged.low(), unchanged.level(), times);
    AtQuantile best = with(unchanged.high(), unchanged.level(), times);
    Status status = Status.INCONCLUSIVE;
    if (worst.status() == Status.PASS) {
      status = Status.PASS;
    } else if (best.status() == Status.FAIL) {
      status = Status.FAIL;
    }
    QuantileRatio middle = with(unchanged.ratio(), unchanged.level(), times).ratio();
    return new AtQuantile(
        new QuantileRatio(
            unchanged.level(),
            middle.old(),
            middle.changed(),
            middle.ratio(),
            best.ratio().low(),
            worst.ratio().high()),
        worst.limit(),
        status);
  }

  private AtQuantile with(double factor, double level, PairedTimes times) {
    return new SlowdownRule(limits)
        .conclude(times.withOldTimes(factor)).quantiles().stream()
            .filter(each -> each.ratio().level() == level)
            .findFirst()
            .orElseThrow();
  }
}
