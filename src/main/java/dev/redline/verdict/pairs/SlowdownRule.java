package dev.redline.verdict.pairs;

import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.plan.workload.SlowdownLimit;
import dev.redline.verdict.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether searches became slower, from pairs: PASS once the whole interval of every quantile lies
 * within its limit, FAIL as soon as that of one lies beyond. It may be asked as often as one likes,
 * and sampling may stop at any answer: the intervals hold at every look.
 */
public final class SlowdownRule {

  /** The number of pairs at which the intervals are narrowest. */
  static final int NARROWEST_AT = 3000;

  /** How far beyond a limit the whole interval is where pairs are few or remember each other. */
  private static final double GROSS = 1.2;

  private final SortedMap<Double, SlowdownLimit> limits;
  private final ConfidenceSequence sequence;

  /** One of the limits of a plan. */
  public SlowdownRule(SlowdownConfig config) {
    this(config.limits(), config.alpha());
  }

  /**
   * One of limits by quantile.
   *
   * @param limits at least one, by a level such as 0.95
   * @param alpha the share of verdicts that may be wrong at a limit itself
   */
  public SlowdownRule(Map<Double, SlowdownLimit> limits, double alpha) {
    this.limits = new TreeMap<>(limits);
    this.sequence = new ConfidenceSequence(alpha / limits.size(), NARROWEST_AT);
  }

  /**
   * What so many pairs say.
   *
   * @return INCONCLUSIVE while sampling has to go on
   */
  public Status look(PairedTimes times) {
    return conclude(times).status();
  }

  /** The same with what it rests on, for a person. */
  public Slowdown conclude(PairedTimes times) {
    if (times.size() < BlockedError.FEWEST_BLOCKS) {
      return new Slowdown(times.size(), List.of());
    }
    boolean settled = settled(times);
    return new Slowdown(
        times.size(),
        limits.keySet().stream()
            .map(level -> QuantileRatio.of(times, level, sequence))
            .map(ratio -> settled ? ratio : ratio.unsettled(times, sequence))
            .map(ratio -> at(ratio, times, settled && QuantileRatio.enough(times, ratio.level())))
            .toList());
  }

  private Slowdown.AtQuantile at(QuantileRatio ratio, PairedTimes times, boolean sure) {
    SlowdownLimit limit = Objects.requireNonNull(limits.get(ratio.level()));
    double allowed = limit.allowed(ratio.old()) / ratio.old();
    Status status = Status.INCONCLUSIVE;
    double lowest = sure ? ratio.low() : Math.max(ratio.low(), ratio.ofFastestSection(times));
    if (lowest > (sure ? allowed : GROSS * allowed)) {
      status = Status.FAIL;
    } else if (sure && ratio.high() <= allowed) {
      status = Status.PASS;
    }
    return new Slowdown.AtQuantile(ratio, limit, status);
  }

  /**
   * Whether the pairs outlast the memory of their own ratios: which half was slower, compared with
   * what is usual. Until they do nothing passes, and only what is far beyond a limit in every
   * section of the pairs fails.
   */
  private static boolean settled(PairedTimes times) {
    double[] ratios = new double[times.size()];
    Arrays.setAll(ratios, i -> times.changed()[i] / times.old()[i]);
    double usual = PairedTimes.quantile(ratios, 0.5);
    return BlockedError.ofSigns(ratios, usual).settled();
  }
}
