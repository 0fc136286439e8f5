package dev.redline.phase.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.observability.OverheadSamples.Quartet;
import dev.redline.plan.ObservabilityConfig;
import dev.redline.plan.Plan;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The judgement on made-up times, with the limit of the shipped plan: 2 %. */
class OverheadCheckTest {

  private static final double SEARCH = 0.8;
  private static final long COUNTED = 6000;

  private final ObservabilityConfig rules = Plan.load(Path.of("gates")).observability();
  private final OverheadCheck judge = new OverheadCheck(rules, 1070);

  @Test
  void aSmallOverheadOnAQuietMachinePasses() {
    Verdict verdict = judged(1.007, 0.01);
    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.PASS);
    assertThat(verdict.observed()).contains("+0.", "95 % interval", "off against off");
    assertThat(verdict.required()).isEqualTo("the whole interval at most +2.00 %");
  }

  @Test
  void anOverheadWhoseWholeIntervalIsAboveTheLimitFails() {
    Verdict verdict = judged(1.05, 0.01);
    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.FAIL);
    assertThat(verdict.next()).contains("the extension is removed again");
  }

  @Test
  void anIntervalOnBothSidesOfTheLimitTellsNothing() {
    Verdict verdict = judged(1.015, 0.03);
    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void aMachineThatDiffersFromItselfByMoreThanTheLimitTellsNothingGood() {
    List<Quartet> quartets = new ArrayList<>();
    for (Quartet quiet : quartets(1.0, 0.001)) {
      quartets.add(new Quartet(quiet.off(), quiet.on(), quiet.onLater(), quiet.offLater() * 1.04));
    }
    Verdict verdict = judge.judge(new OverheadSamples(quartets, COUNTED, COUNTED));
    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void anOverheadAboveTheLimitButWithinTheNoiseDoesNotFail() {
    List<Quartet> quartets = new ArrayList<>();
    for (Quartet quiet : quartets(1.05, 0.001)) {
      quartets.add(
          new Quartet(quiet.off() * 1.05, quiet.on(), quiet.onLater(), quiet.offLater() * 0.95));
    }
    Verdict verdict = judge.judge(new OverheadSamples(quartets, COUNTED, COUNTED));
    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void fewerQuartetsThanPlannedTellNothing() {
    List<Quartet> few = quartets(1.0, 0.01).subList(0, 9);
    Verdict verdict = judge.judge(new OverheadSamples(few, 1, 1));
    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed()).isEqualTo("9 of 150 quartets of blocks");
  }

  @Test
  void searchesThatWereNotCountedTellNothing() {
    Verdict verdict = judge.judge(new OverheadSamples(quartets(1.0, 0.01), 0, COUNTED));
    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed()).contains("counted 0 searches of 6000");
  }

  @Test
  void aTimeThatIsNoneTellsNothing() {
    List<Quartet> quartets = new ArrayList<>(quartets(1.0, 0.01));
    quartets.set(3, new Quartet(Double.NaN, 1, 1, 1));
    assertThat(judge.judge(new OverheadSamples(quartets, COUNTED, COUNTED)).status())
        .isEqualTo(Status.INCONCLUSIVE);
    quartets.set(3, new Quartet(0, 1, 1, 1));
    assertThat(judge.judge(new OverheadSamples(quartets, COUNTED, COUNTED)).status())
        .isEqualTo(Status.INCONCLUSIVE);
  }

  private Verdict judged(double overhead, double spread) {
    return judge.judge(new OverheadSamples(quartets(overhead, spread), COUNTED, COUNTED));
  }

  /** As many as the plan asks for; every block scatters by {@code spread}. */
  private List<Quartet> quartets(double overhead, double spread) {
    Random random = new Random(42);
    List<Quartet> quartets = new ArrayList<>();
    for (int i = 0; i < rules.measurement().quartets(); i++) {
      quartets.add(
          new Quartet(
              time(1, spread, random),
              time(overhead, spread, random),
              time(overhead, spread, random),
              time(1, spread, random)));
    }
    return quartets;
  }

  private static double time(double factor, double spread, Random random) {
    return SEARCH * factor * Math.exp(spread * random.nextGaussian());
  }
}
