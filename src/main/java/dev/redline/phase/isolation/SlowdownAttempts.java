package dev.redline.phase.isolation;

import dev.redline.plan.isolation.InterferenceLimits;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures again what seems too slow: only what stays slow counts. An attempt beside which the load
 * stood still says nothing, whatever earlier ones were beside.
 */
record SlowdownAttempts(InterferenceCheck judge, InterferenceLimits limits) {

  /** Searches alone and beside load, once more. */
  @FunctionalInterface
  interface Measurement {
    Interference measure() throws SQLException;
  }

  /**
   * The verdicts of the last attempt, on its load and on its searches.
   *
   * @param first what was measured already
   */
  Finding judged(Interference first, Measurement again) throws SQLException {
    long start = System.nanoTime();
    List<List<String>> seen = new ArrayList<>(List.of(first.p95s()));
    Finding finding = verdicts(first);
    while (!finding.passed() && seen.size() < limits.attempts() && inTime(start)) {
      Interference next = again.measure();
      seen.add(next.p95s());
      finding = verdicts(next);
    }
    return finding.with(List.of(Evidence.of("p95 in ms, by attempt", seen)));
  }

  private Finding verdicts(Interference attempt) {
    return Finding.of(
        List.of(judge.loaded(attempt.guarded(), "under the guard"), judge.slowdown(attempt)));
  }

  private boolean inTime(long start) {
    return Duration.ofNanos(System.nanoTime() - start).compareTo(limits.longest()) < 0;
  }
}
