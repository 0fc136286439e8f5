package dev.redline.verdict.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.verdict.Status;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiblingRuleTest {

  private static final int PAIRS = 20_000;
  private static final double TIME = 20;

  private final SlowdownConfig limits = Plan.load(Path.of("gates")).latency().slowdown();
  private final Random random = new Random(15);

  @Test
  void aSiblingAtHalfSpeedIsNoSlowDownOfTheCanary() {
    assertThat(concluded(0.5, 0.5)).isEqualTo(Status.PASS);
  }

  @Test
  void aFasterHostDoesNotHideASlowDown() {
    assertThat(concluded(0.5, 0.75)).isEqualTo(Status.FAIL);
  }

  @Test
  void aSlowerHostThatBecameSlowerByHalfFails() {
    assertThat(concluded(2, 3)).isEqualTo(Status.FAIL);
  }

  @Test
  void withoutARatioFromBeforeNothingIsSaid() {
    SiblingRule rule = new SiblingRule(limits, List.of());

    assertThat(rule.conclude(times(1)).status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(rule.isKnown()).isFalse();
  }

  private Status concluded(double before, double after) {
    SiblingRule rule = new SiblingRule(limits, SiblingRule.unchanged(limits, times(before)));
    return rule.conclude(times(after)).status();
  }

  /** Of a sibling and of a canary that takes so many times as long. */
  private PairedTimes times(double factor) {
    double[] sibling = drawn(1);
    return new PairedTimes(sibling, drawn(factor));
  }

  private double[] drawn(double factor) {
    double[] times = new double[PAIRS];
    Arrays.setAll(times, i -> factor * TIME * Math.exp(0.1 * random.nextGaussian()));
    return times;
  }
}
