package dev.redline.workload.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.verdict.Status;
import dev.redline.verdict.pairs.PairedTimes;
import dev.redline.verdict.pairs.SlowdownRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The disturbed pairs have the shape of recorded ones: about every 260 pairs three to eight of them
 * take up to ten times as long, whichever server is asked (2 cores, a kernel thread that goes
 * through the machine's memory each half second).
 */
class DisturbancesTest {

  private static final SlowdownConfig LIMITS = Plan.load(Path.of("gates")).latency().slowdown();

  /** A time of the new server, from what the same search took on the old one without noise. */
  private interface Effect {
    double on(int i, double millis, Random random);
  }

  private static PairSamples pairs(int n, boolean disturbed, Effect effect) {
    Random random = new Random(1070);
    List<PairSample> samples = new ArrayList<>();
    int next = 100;
    int held = 0;
    for (int i = 0; i < n; i++) {
      if (disturbed && i == next) {
        held = 3 + random.nextInt(6);
        next += 250 + random.nextInt(20);
      }
      double query = 0.8 * Math.exp(0.15 * random.nextGaussian());
      double old = query * own(random, held > 0);
      double changed = effect.on(i, query, random) * own(random, held > 0);
      held--;
      samples.add(
          new PairSample(2.1 * i, 0, "K=8", random.nextBoolean(), old, changed, old, changed));
    }
    return new PairSamples(samples, true, n);
  }

  private static double own(Random random, boolean held) {
    double noise = Math.exp(0.06 * random.nextGaussian());
    return held && random.nextInt(3) > 0 ? noise * (1 + 9 * random.nextDouble()) : noise;
  }

  private static Status status(PairedTimes times) {
    return new SlowdownRule(LIMITS).look(times);
  }

  @Test
  void whatHoldsUpBothServersDoesNotHideThatNothingChanged() {
    PairSamples samples = pairs(4000, true, (i, millis, random) -> millis);

    assertThat(status(samples.wall())).isEqualTo(Status.INCONCLUSIVE);
    assertThat(status(samples.undisturbed().wall())).isEqualTo(Status.PASS);
    assertThat(samples.undisturbed().samples()).hasSizeBetween(3700, 3950);
  }

  @Test
  void aTailThatIsThreeTimesAsLongIsStillFound() {
    PairSamples samples =
        pairs(4000, true, (i, millis, random) -> random.nextInt(50) == 0 ? 3 * millis : millis);

    assertThat(status(samples.undisturbed().wall())).isEqualTo(Status.FAIL);
  }

  @Test
  void stallsOfTheNewServerAloneAreLeftIn() {
    PairSamples samples =
        pairs(4000, false, (i, millis, random) -> i % 200 < 6 ? 8 * millis : millis);

    assertThat(samples.undisturbed().samples()).isEqualTo(samples.samples());
    assertThat(status(samples.undisturbed().wall())).isEqualTo(Status.FAIL);
  }

  @Test
  void expensiveQueriesAreLeftOutNoMoreOftenThanCheapOnes() {
    List<PairSample> samples = new ArrayList<>();
    Random random = new Random(1070);
    for (int i = 0; i < 20_000; i++) {
      double query = random.nextInt(100) == 0 ? 10 : 1;
      double old = query * own(random, false);
      samples.add(new PairSample(i, 0, "K=8", true, old, query * own(random, false), old, old));
    }

    List<PairSample> left = new PairSamples(samples, true, 20_000).undisturbed().samples();

    double expensive = samples.stream().filter(sample -> sample.old() > 5).count();
    double stayed = left.stream().filter(sample -> sample.old() > 5).count();
    assertThat(left.size() / 20_000.0).isBetween(0.85, 0.95);
    assertThat(stayed / expensive).isBetween(0.82, 0.98);
  }

  @Test
  void nothingIsLeftOutWhereLongTimesAreWhatTheSearchesAreLike() {
    PairSamples samples =
        pairs(2000, false, (i, millis, random) -> random.nextInt(4) == 0 ? 4 * millis : millis);
    List<PairSample> both = new ArrayList<>();
    for (int i = 0; i < samples.samples().size(); i++) {
      PairSample at = samples.samples().get(i);
      both.add(
          new PairSample(
              at.at(), 0, "K=8", true, i % 4 == 0 ? 4 * at.old() : at.old(), at.changed(), 1, 1));
    }

    assertThat(new PairSamples(both, true, 2000).undisturbed().samples()).isEqualTo(both);
  }

  @Test
  void eachKindHasAUsualTimeOfItsOwn() {
    List<PairSample> samples = new ArrayList<>();
    Random random = new Random(1070);
    for (int i = 0; i < 2000; i++) {
      boolean filtered = random.nextInt(20) == 0;
      double old = (filtered ? 20 : 1) * own(random, false);
      samples.add(new PairSample(i, 0, filtered ? "filtered" : "K=8", true, old, old, old, old));
    }

    assertThat(new PairSamples(samples, true, 2000).undisturbed().samples()).isEqualTo(samples);
  }
}
