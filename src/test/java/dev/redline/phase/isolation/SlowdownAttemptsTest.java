package dev.redline.phase.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.ltst.LoadStatistics;
import dev.redline.ltst.Operation;
import dev.redline.phase.isolation.Interference.Beside;
import dev.redline.plan.Plan;
import dev.redline.plan.isolation.InterferenceLimits;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Which of several attempts counts, and what has to hold for that one. */
class SlowdownAttemptsTest {

  private static final InterferenceLimits LIMITS =
      Plan.load(Path.of("gates")).isolation().interference();
  private static final Interference SLOW = attempt(200, 40);
  private static final Interference FAST = attempt(3, 40);
  private static final Interference FAST_AND_IDLE = attempt(3, 0);

  private final SlowdownAttempts attempts =
      new SlowdownAttempts(new InterferenceCheck(LIMITS), LIMITS);

  @Test
  void aFirstAttemptThatPassesIsNotMeasuredAgain() throws Exception {
    assertThat(judged(FAST).passed()).isTrue();
  }

  @Test
  void whatIsSlowOnceOnlyPasses() throws Exception {
    assertThat(judged(SLOW, FAST).passed()).isTrue();
  }

  @Test
  void whatStaysSlowFails() throws Exception {
    assertThat(judged(SLOW, SLOW, SLOW).verdicts())
        .extracting(Verdict::status)
        .containsExactly(Status.PASS, Status.FAIL);
  }

  @Test
  void anAttemptBesideWhichNothingRanDoesNotPassForAnEarlierOne() throws Exception {
    Finding finding = judged(SLOW, FAST_AND_IDLE, FAST_AND_IDLE);
    assertThat(finding.passed()).isFalse();
    assertThat(finding.obstacles())
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
              assertThat(verdict.subject()).isEqualTo("LTST load under the guard");
            });
  }

  @Test
  void anAttemptBesideWhichNothingRanIsMeasuredAgain() throws Exception {
    assertThat(judged(FAST_AND_IDLE, FAST).passed()).isTrue();
  }

  /** Every attempt is asked for, and none besides. */
  private Finding judged(Interference first, Interference... later) throws SQLException {
    Queue<Interference> left = new ArrayDeque<>(List.of(later));
    Finding finding = attempts.judged(first, left::remove);
    assertThat(left).isEmpty();
    return finding;
  }

  private static Interference attempt(double millis, int operations) {
    LoadStatistics load =
        new LoadStatistics(
            Map.of(Operation.WRITE, new LoadStatistics.Times(operations, 1, 1, 1, 0)),
            1,
            List.of(),
            List.of(),
            1);
    return new Interference(
        new Beside(searches(2), Optional.empty(), List.of()),
        new Beside(searches(millis), Optional.empty(), List.of(load)),
        Beside.NOTHING_YET);
  }

  private static List<Double> searches(double millis) {
    return Collections.nCopies(LIMITS.samples(), millis);
  }
}
