package dev.redline.verdict.pairs;

import dev.redline.plan.SlowdownLimit;
import dev.redline.plan.SlowdownRules;
import dev.redline.verdict.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether searches became slower, from pairs: PASS once the whole interval of every quantile lies
 * within its limit, FAIL as soon as that of one lies beyond. It may be asked as often as one likes,
 * and sampling may stop at any answer: the intervals hold at every look.
 */
public final class SlowdownRule {

  /** The number of pairs at which the intervals are narrowest. */
  private static final int NARROWEST_AT = 3000;

  private final SlowdownRules rules;
  private final ConfidenceSequence sequence;

  /** One of the limits of a plan. */
  public SlowdownRule(SlowdownRules rules) {
    this.rules = rules;
    this.sequence =
        new ConfidenceSequence(rules.alpha() / SlowdownRules.levels().size(), NARROWEST_AT);
  }

  /**
   * What so many pairs say.
   *
   * @return INCONCLUSIVE while sampling has to go on
   */
  public Status look(PairedTimes times) {
    if (times.size() < BlockedError.FEWEST_BLOCKS || !settled(times)) {
      return Status.INCONCLUSIVE;
    }
    boolean open = false;
    for (double level : SlowdownRules.levels()) {
      double standing = standing(times, level);
      if (standing > 1) {
        return Status.FAIL;
      }
      open |= !(standing < -1);
    }
    return open ? Status.INCONCLUSIVE : Status.PASS;
  }

  /** The same with what it rests on, for a person. */
  public Slowdown conclude(PairedTimes times) {
    if (times.size() < BlockedError.FEWEST_BLOCKS) {
      return new Slowdown(times.size(), List.of());
    }
    List<Slowdown.AtQuantile> quantiles = new ArrayList<>();
    for (double level : SlowdownRules.levels()) {
      quantiles.add(
          new Slowdown.AtQuantile(
              QuantileRatio.of(times, level, sequence),
              rules.of(level),
              settled(times) ? status(standing(times, level)) : Status.INCONCLUSIVE));
    }
    return new Slowdown(times.size(), quantiles);
  }

  /**
   * Whether the pairs outlast the memory of their own ratios: which half was slower, compared with
   * what is usual.
   */
  private static boolean settled(PairedTimes times) {
    double[] ratios = new double[times.size()];
    Arrays.setAll(ratios, i -> times.changed()[i] / times.old()[i]);
    double usual = PairedTimes.quantile(ratios, 0.5);
    return BlockedError.of(Arrays.stream(ratios).map(ratio -> Math.signum(ratio - usual)).toArray())
        .settled();
  }

  private double standing(PairedTimes times, double level) {
    SlowdownLimit limit = rules.of(level);
    return QuantileTest.of(times, level, limit::allowed, sequence).standing();
  }

  private static Status status(double standing) {
    if (standing > 1) {
      return Status.FAIL;
    }
    return standing < -1 ? Status.PASS : Status.INCONCLUSIVE;
  }
}
