package dev.redline.verdict;

import static dev.redline.plan.value.Threshold.Direction.AT_LEAST;
import static dev.redline.plan.value.Threshold.Direction.AT_MOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.value.Threshold;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThresholdCheckTest {

  private static final Optional<String> WHY = Optional.of("the baseline had it");
  private static final Threshold<Double> SCORE = new Threshold<>(AT_LEAST, 0.159, WHY);
  private static final Threshold<Duration> TIME =
      new Threshold<>(AT_MOST, Duration.ofMillis(10), WHY);

  @Test
  void aScoreAtTheLimitItselfPasses() {
    assertThat(score(0.159).status()).isEqualTo(Status.PASS);
  }

  @Test
  void aScoreBelowTheLimitFailsAndShowsBothFiguresAlike() {
    assertThat(score(0.1))
        .hasToString(
            "FAIL: precision: observed 0.1000, required at least 0.1590"
                + " (because the baseline had it). Next: compare");
  }

  @Test
  void aScoreThatMissesByLessThanItsDigitsShowIsShownInFull() {
    Verdict verdict = score(0.15899999);

    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.observed()).isEqualTo("0.15899999");
  }

  @Test
  void aScoreThatIsNoNumberIsInconclusiveWithTheReasonOfThePlan() {
    Verdict verdict = score(Double.NaN);

    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed()).isEqualTo("no figure (NaN)");
    assertThat(verdict.because()).isEqualTo(WHY);
    assertThat(verdict.next()).isEqualTo("compare");
  }

  @Test
  void aScoreMayHaveACeilingInsteadOfAFloor() {
    Threshold<Double> ceiling = new Threshold<>(AT_MOST, 0.2, Optional.empty());

    assertThat(ThresholdCheck.score("noise", 0.2, ceiling, "look").status()).isEqualTo(Status.PASS);
    assertThat(ThresholdCheck.score("noise", 0.3, ceiling, "look"))
        .hasToString("FAIL: noise: observed 0.3000, required at most 0.2000. Next: look");
  }

  @Test
  void aTimeAtTheLimitItselfPassesInMilliseconds() {
    assertThat(time(Duration.ofMillis(10)))
        .hasToString(
            "PASS: p95: observed 10.000 ms, required at most 10 ms"
                + " (because the baseline had it)");
  }

  @Test
  void aTimeAboveTheLimitFailsInMilliseconds() {
    Verdict verdict = time(Duration.ofNanos(10_001_000));

    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.observed()).isEqualTo("10.001 ms");
    assertThat(verdict.required()).isEqualTo("at most 10 ms");
  }

  @Test
  void aLimitOfManySecondsIsSaidInSecondsAndSoIsWhatWasObserved() {
    Threshold<Duration> limit = new Threshold<>(AT_MOST, Duration.ofMinutes(5), Optional.empty());

    assertThat(ThresholdCheck.time("evaluation", Duration.ofMillis(8400), limit, "look"))
        .hasToString("PASS: evaluation: observed 8.400 s, required at most 300 s");
    assertThat(ThresholdCheck.time("evaluation", Duration.ofMillis(300_001), limit, "look"))
        .hasToString("FAIL: evaluation: observed 300.001 s, required at most 300 s. Next: look");
  }

  @Test
  void aTimeThatIsTooLongByLessThanIsShownIsToldApart() {
    Verdict verdict = time(Duration.ofNanos(10_000_100));
    assertThat(verdict.observed()).isEqualTo("10.0001 ms");
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
  }

  @Test
  void figuresReadTheSameWhereverTheHarnessRuns() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(score(0.5).observed()).isEqualTo("0.5000");
      assertThat(time(Duration.ofMillis(2)).observed()).isEqualTo("2.000 ms");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Verdict score(double observed) {
    return ThresholdCheck.score("precision", observed, SCORE, "compare");
  }

  private static Verdict time(Duration observed) {
    return ThresholdCheck.time("p95", observed, TIME, "compare");
  }
}
