package dev.redline.change;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.RowCounts;
import dev.redline.postgres.SampledKeys;
import dev.redline.postgres.ServerState;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Proves that no row was lost on a server whose applications go on writing. A backend reports what
 * it has deleted up to a second later (PGSTAT_MIN_INTERVAL), so the counters are read again until
 * they account for rows that are fewer, or for ten seconds.
 */
public record DataProof(PhaseContext context) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Whether all that was there is still there. Reads only. */
  public List<Verdict> verdicts(ServerState before, ServerState now) throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      List<Verdict> first = check(connection, before, now, now.rows());
      return context.target().throwaway() || first.stream().allMatch(Verdict::passed)
          ? first
          : settled(connection, before, now, first);
    }
  }

  private List<Verdict> settled(
      Connection connection, ServerState before, ServerState now, List<Verdict> first) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(
              () -> check(connection, before, now, now.rows().withCountersOf(connection)),
              found -> found.stream().allMatch(Verdict::passed));
    } catch (ConditionTimeoutException e) {
      return first;
    }
  }

  private List<Verdict> check(
      Connection connection, ServerState before, ServerState now, RowCounts rows)
      throws SQLException {
    ServerState settled = new ServerState(now.settings(), now.vectorIndexes(), rows, now.objects());
    List<Verdict> verdicts =
        new ArrayList<>(UnchangedCheck.ofData(before, settled, context.writers()));
    verdicts.add(
        UnchangedCheck.ofKeys(SampledKeys.missing(connection, before.keys()), context.writers()));
    return verdicts;
  }
}
