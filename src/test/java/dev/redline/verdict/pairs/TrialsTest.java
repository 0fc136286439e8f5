package dev.redline.verdict.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.verdict.Status;
import dev.redline.verdict.pairs.Noise.Effect;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialsTest {

  private static final Trials TRIALS = new Trials(SlowdownRuleTest.rules(1.05, 50), 250);

  private static List<Trial> scored(Effect changed) {
    PairedTimes times = new Noise(11, 0).pairs(20_000, Effect.none(), changed);
    double[] at = new double[times.size()];
    Arrays.setAll(at, i -> 4.0 * i);
    return TRIALS.score(times, at);
  }

  @Test
  void verdictsShareNoPairAndTellHowLongTheyTook() {
    List<Trial> trials = scored(Effect.none());

    assertThat(trials).hasSizeGreaterThan(5).allMatch(trial -> trial.status() == Status.PASS);
    assertThat(trials.stream().mapToInt(Trial::pairs).sum()).isLessThanOrEqualTo(20_000);
    assertThat(trials.get(0).seconds()).isCloseTo(0.004 * trials.get(0).pairs(), within(0.01));
  }

  @Test
  void otherRulesAreScoredOnTheSamePairs() {
    Trial.Score equal = Trial.Score.of(scored(Effect.none()));
    Trial.Score slower = Trial.Score.of(scored((i, millis, random) -> 1.3 * millis));

    assertThat(equal.failed().count()).isZero();
    assertThat(slower.failed().count()).isEqualTo(slower.failed().of());
    for (Rival rival : Rival.values()) {
      assertThat(slower.alarms().get(rival)).as("%s", rival).matches(rate -> rate.count() > 0);
    }
  }

  @Test
  void ratesHaveWilsonsInterval() {
    assertThat(new Rate(0, 40)).hasToString("0 of 40 (0.0 % to 8.8 %)");
    assertThat(new Rate(40, 40)).hasToString("40 of 40 (91.2 % to 100.0 %)");
    assertThat(new Rate(0, 500).high()).isCloseTo(0.0076, within(0.0002));
    assertThat(new Rate(0, 0)).hasToString("0 of 0 (0.0 % to 100.0 %)");
  }
}
