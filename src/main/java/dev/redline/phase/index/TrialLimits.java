package dev.redline.phase.index;

import dev.redline.plan.IndexConfig;
import dev.redline.postgres.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps a trial from waiting long for what applications hold: while it waits, others would wait
 * behind it.
 *
 * @param lock how long it waits for one lock
 * @param statement how long one of its statements runs
 */
record TrialLimits(Duration lock, Duration statement) {

  /** Those in whose company an index cannot be built CONCURRENTLY, whatever they do meanwhile. */
  private static final String HOLDER =
      """
      SELECT format('%s of %s, pid %s, in a transaction since %s',
                    coalesce(nullif(a.application_name, ''), '(unnamed)'), a.usename, a.pid,
                    date_trunc('second', a.xact_start))
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid AND a.datname = current_database()
      WHERE l.relation = to_regclass(?) AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
        AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')
        AND a.backend_type = 'client backend'
        AND a.xact_start < clock_timestamp() - make_interval(secs => ?)
      ORDER BY a.xact_start
      LIMIT 1
      """;

  static TrialLimits of(IndexConfig config) {
    return new TrialLimits(config.lockPatience(), config.statementPatience());
  }

  /** Puts both into force for the session. */
  void limit(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("SET lock_timeout = '%dms'".formatted(Math.max(1, lock.toMillis())));
      sql.execute("SET statement_timeout = '%dms'".formatted(Math.max(1, statement.toMillis())));
    }
  }

  /** Who has held the table for longer than a trial waits; empty if nobody has. */
  Optional<String> holder(Connection connection, Candidate candidate) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
      query.setString(1, candidate.qualifiedTable());
      query.setDouble(2, lock.toMillis() / 1e3);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Whether a statement was ended because one of the limits was reached. */
  static boolean reached(SQLException failure) {
    return SqlState.LOCK_NOT_AVAILABLE.of(failure) || SqlState.QUERY_CANCELED.of(failure);
  }

  /** For a person: {@code a lock after 3 s, or a statement after 600 s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "a lock after %.1f s, or a statement after %.1f s",
        lock.toMillis() / 1e3,
        statement.toMillis() / 1e3);
  }
}
