package dev.redline.verdict.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.plan.workload.SlowdownLimit;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.pairs.Noise.Effect;
import dev.redline.verdict.pairs.Slowdown.AtQuantile;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowdownRuleTest {

  private static final int BUDGET = 9000;
  private static final SlowdownRule RULE = new SlowdownRule(rules(1.05, 50));

  static SlowdownConfig rules(double atMost, long micros) {
    return new SlowdownConfig(
        new SlowdownLimit(atMost, Duration.ofNanos(1000 * micros)),
        new SlowdownLimit(1.25, Duration.ofNanos(300_000)),
        new SlowdownLimit(1.15, Duration.ofNanos(200_000)),
        new SlowdownLimit(1.5, Duration.ofMillis(5)),
        0.01,
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Optional.empty());
  }

  /** Looks again and again until something is decided. */
  static Status decided(SlowdownRule rule, PairedTimes times) {
    for (int n = 100; n <= times.size(); n += n / 5) {
      Status status = rule.look(times.between(0, n));
      if (status != Status.INCONCLUSIVE) {
        return status;
      }
    }
    return Status.INCONCLUSIVE;
  }

  private static Map<Status, Integer> trials(
      int trials, double correlation, Effect both, Effect changed) {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (int seed = 0; seed < trials; seed++) {
      PairedTimes times = new Noise(seed, correlation).pairs(BUDGET, both, changed);
      counts.merge(decided(RULE, times), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void equalServersPass() {
    assertThat(trials(40, 0, Effect.none(), Effect.none())).containsOnlyKeys(Status.PASS);
  }

  @Test
  void sevenPercentAreFound() {
    assertThat(trials(40, 0, Effect.none(), (i, millis, random) -> 1.07 * millis))
        .containsOnlyKeys(Status.FAIL);
  }

  @Test
  void aSearchInFiftyThatTakesThreeTimesAsLongIsFound() {
    Effect tail = (i, millis, random) -> random.nextInt(50) == 0 ? 5 * millis : millis;

    assertThat(trials(40, 0, Effect.none(), tail)).containsOnlyKeys(Status.FAIL);
  }

  @Test
  void driftANeighbourAndASlowCoreAreNoSlowdown() {
    Effect drift = (i, millis, random) -> millis * (1 + i / 9000.0);
    Effect neighbour =
        (i, millis, random) -> i > 1500 ? millis * (1 + random.nextDouble()) : millis;
    Effect core = (i, millis, random) -> i / 500 % 2 == 0 ? millis : 1.7 * millis;
    for (Effect effect : List.of(drift, neighbour, core)) {
      assertThat(trials(20, 0, effect, Effect.none())).doesNotContainKey(Status.FAIL);
    }
  }

  @Test
  void noiseThatLastsForSecondsIsNotTakenForASlowdown() {
    Map<Status, Integer> counts = trials(40, 0.998, Effect.none(), Effect.none());

    assertThat(counts.getOrDefault(Status.FAIL, 0)).isLessThanOrEqualTo(1);
  }

  @Test
  void aGrossSlowdownIsFoundThoughItsSizeWandersForSeconds() {
    Effect wandering = (i, millis, random) -> millis * (i / 400 % 2 == 0 ? 6 : 8);

    PairedTimes times = new Noise(1, 0.998).pairs(1750, Effect.none(), wandering);

    assertThat(decided(RULE, times)).isEqualTo(Status.FAIL);
  }

  @Test
  void whatIsSlowerByHalfInEverySectionIsFoundThoughItsSizeDrifts() {
    Effect drifting = (i, millis, random) -> millis * (1.6 + i / 5000.0);
    Effect later = (i, millis, random) -> millis * (i < 700 ? 1 : 2.6);

    assertThat(RULE.look(new Noise(1, 0.9).pairs(5000, Effect.none(), drifting)))
        .isEqualTo(Status.FAIL);
    assertThat(RULE.look(new Noise(1, 0.9).pairs(5000, Effect.none(), later)))
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void aSearchThatTakesThirtyTimesAsLongIsFoundInFewPairs() {
    PairedTimes times =
        new Noise(1, 0).pairs(120, Effect.none(), (i, millis, random) -> 30 * millis);

    assertThat(RULE.look(times)).isEqualTo(Status.FAIL);
    assertThat(RULE.look(new Noise(1, 0).pairs(120, Effect.none(), Effect.none())))
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void aRatioThatWandersAroundOneIsNoSlowdown() {
    Effect wandering = (i, millis, random) -> millis * (i / 700 % 2 == 0 ? 0.9 : 1.1);

    assertThat(trials(20, 0.9, Effect.none(), wandering)).doesNotContainKey(Status.FAIL);
  }

  @Test
  void atTheLimitItselfFewVerdictsAreWrong() {
    Map<Status, Integer> counts =
        trials(60, 0, Effect.none(), (i, millis, random) -> Math.max(1.05 * millis, millis + 0.05));

    assertThat(counts.getOrDefault(Status.FAIL, 0)).isLessThanOrEqualTo(1);
    assertThat(counts.getOrDefault(Status.PASS, 0)).isLessThanOrEqualTo(1);
  }

  @Test
  void anIntervalThatHoldsBothSidesIsInconclusiveAndSaysWhatItCouldHaveTold() {
    PairedTimes times =
        new Noise(1, 0).pairs(1200, Effect.none(), (i, millis, random) -> 1.055 * millis);

    Slowdown slowdown = RULE.conclude(times);

    assertThat(slowdown.status()).isEqualTo(Status.INCONCLUSIVE);
    Verdict p95 = slowdown.verdicts("searches", "not calibrated here").get(1);
    assertThat(p95.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(p95.toString())
        .contains("1200 pairs; not calibrated here", "or more would have been found");
    assertThat(slowdown.quantiles().get(1).detectable()).isBetween(1.06, 1.3);
  }

  @Test
  void theFiguresSayWhatAChangeBought() {
    PairedTimes faster =
        new Noise(1, 0).pairs(4000, Effect.none(), (i, millis, random) -> 0.8 * millis);
    PairedTimes equal = new Noise(1, 0).pairs(4000, Effect.none(), Effect.none());

    assertThat(RULE.conclude(faster).figures().figures().get(1).toString())
        .startsWith("p50 of all searches, in pairs: ratio 0.8")
        .endsWith(": faster");
    assertThat(RULE.conclude(equal).figures().figures().get(1).toString())
        .endsWith(": no difference is told");
  }

  @Test
  void theMarginCountsWhereItAllowsMore() {
    SlowdownRule rule = new SlowdownRule(rules(1.05, 500));
    PairedTimes times =
        new Noise(1, 0).pairs(BUDGET, Effect.none(), (i, millis, random) -> millis + 0.2);

    assertThat(decided(rule, times)).isEqualTo(Status.PASS);
    assertThat(decided(RULE, times)).isEqualTo(Status.FAIL);
  }

  /** By the end of the interval that decides: what is not slower has a limit near it, too. */
  @Test
  void aVerdictTellsHowFarTheIntervalIsFromTheLimit() {
    PairedTimes equal = new Noise(1, 0).pairs(BUDGET, Effect.none(), Effect.none());
    PairedTimes slower =
        new Noise(1, 0).pairs(BUDGET, Effect.none(), (i, millis, random) -> 2 * millis);
    AtQuantile kept = RULE.conclude(equal).quantiles().get(0);
    AtQuantile broken = RULE.conclude(slower).quantiles().get(0);

    assertThat(RULE.conclude(equal).verdicts("searches", "").get(0).margin())
        .hasValue(1 - kept.ratio().high() / kept.allowed())
        .hasValueSatisfying(share -> assertThat(share).isBetween(0.0, 0.05));
    assertThat(RULE.conclude(slower).verdicts("searches", "").get(0).margin())
        .hasValue(1 - broken.ratio().low() / broken.allowed())
        .hasValueSatisfying(share -> assertThat(share).isBetween(-1.0, -0.5));
    assertThat(RULE.conclude(equal.between(0, 200)).verdicts("searches", ""))
        .allSatisfy(verdict -> assertThat(verdict.margin()).isEmpty());
  }

  @Test
  void tooFewPairsSayNothing() {
    PairedTimes times = new Noise(1, 0).pairs(20, Effect.none(), (i, millis, random) -> 9 * millis);

    assertThat(RULE.look(times)).isEqualTo(Status.INCONCLUSIVE);
    assertThat(RULE.conclude(times).verdicts("searches", "").get(0).status())
        .isEqualTo(Status.INCONCLUSIVE);
  }
}
