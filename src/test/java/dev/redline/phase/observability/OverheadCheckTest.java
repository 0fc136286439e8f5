package dev.redline.phase.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.ObservabilityConfig;
import dev.redline.plan.Plan;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.workload.pairs.PairSample;
import dev.redline.workload.pairs.PairSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The judgement on made-up times, with the limit of the shipped plan: 2 %. */
class OverheadCheckTest {

  private static final double SEARCH = 0.8;
  private static final int PAIRS = 6000;
  private static final long ASKED = 7000;

  private final ObservabilityConfig rules = Plan.load(Path.of("gates")).observability();
  private final OverheadCheck check = new OverheadCheck(rules, 0.01);

  @Test
  void aSmallOverheadPasses() {
    Verdict verdict = judged(1.004, 0.03);

    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.PASS);
    assertThat(verdict.observed()).contains("ratio 1.00", "6000 pairs");
    assertThat(verdict.required()).isEqualTo("the whole interval of the ratio at most 1.020");
  }

  @Test
  void anOverheadWhoseWholeIntervalIsAboveTheLimitFails() {
    Verdict verdict = judged(1.05, 0.03);

    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.FAIL);
    assertThat(verdict.next()).contains("the extension is removed again");
  }

  @Test
  void anIntervalOnBothSidesOfTheLimitTellsNothing() {
    Verdict verdict = judged(1.019, 0.2);

    assertThat(verdict.status()).as("%s", verdict).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.next()).contains("measurement.longest");
  }

  @Test
  void samplingGoesOnUntilThePairsDecideOrTheTimeIsOver() {
    assertThat(check.enough(pairs(PAIRS, 1.019, 0.2, 10_000))).isFalse();
    assertThat(check.enough(pairs(PAIRS, 1.019, 0.2, 60_000))).isTrue();
    assertThat(check.enough(pairs(PAIRS, 1.004, 0.03, 10_000))).isTrue();
  }

  @Test
  void tooFewPairsTellNothing() {
    Verdict verdict = check.judge(new OverheadSamples(pairs(20, 1, 0.03, 10), ASKED));

    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed()).isEqualTo("20 pairs");
  }

  @Test
  void searchesThatWereNotCountedOrCountedTwiceTellNothing() {
    for (long counted : List.of(0L, ASKED - 1, 2 * ASKED)) {
      Verdict verdict = check.judge(new OverheadSamples(pairs(PAIRS, 1, 0.03, 10_000), counted));

      assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
      assertThat(verdict.observed()).contains("counted %d searches of 7000".formatted(counted));
    }
  }

  private Verdict judged(double overhead, double spread) {
    return check.judge(new OverheadSamples(pairs(PAIRS, overhead, spread, 10_000), ASKED));
  }

  /** Both halves of a pair scatter by {@code spread} on their own. */
  private static PairSamples pairs(int n, double overhead, double spread, double millis) {
    Random random = new Random(42);
    List<PairSample> pairs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double at = millis * (i + 1) / n;
      double old = time(1, spread, random);
      pairs.add(new PairSample(at, 0, "K=16", true, old, time(overhead, spread, random), 1, 1));
    }
    return new PairSamples(pairs, true, ASKED);
  }

  private static double time(double factor, double spread, Random random) {
    return SEARCH * factor * Math.exp(spread * random.nextGaussian());
  }
}
