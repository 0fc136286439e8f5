package dev.redline.postgres.activity;

import dev.redline.quoting.ProgramName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session that does something, or waits, or has done something lately, at one moment.
 *
 * @param who application name, if it is one that people know, and role
 * @param waitsFor type and name of the wait event; null if it runs, or has nothing to do
 * @param blockedBy who holds what it waits for, application name and role each
 * @param blockedMillis how long its statement has been running, if it is blocked; otherwise 0
 */
public record Waiter(
    String who, @Nullable String waitsFor, List<String> blockedBy, double blockedMillis) {

  private static final String AS = " as ";

  private static final String QUERY =
      """
      SELECT format('%s as %s', coalesce(nullif(application_name, ''), '(unnamed)'), usename),
             CASE WHEN state = 'active' THEN wait_event_type || ' ' || wait_event END,
             ARRAY(SELECT format('%s as %s', coalesce(nullif(b.application_name, ''), '(unnamed)'),
                                 b.usename)
                   FROM pg_catalog.pg_stat_activity b WHERE b.pid = ANY (pg_catalog.pg_blocking_pids(a.pid)) ORDER BY 1),
             CASE WHEN cardinality(pg_catalog.pg_blocking_pids(a.pid)) > 0
                  THEN extract(epoch FROM clock_timestamp() - query_start) * 1000 ELSE 0 END
      FROM pg_catalog.pg_stat_activity a
      WHERE datname = current_database() AND backend_type = 'client backend'
        AND pid <> pg_catalog.pg_backend_pid() AND (state = 'active' OR query_start >= ?)
      ORDER BY 1
      """;

  /**
   * The sessions of this database that are active now, or have begun a statement since a moment of
   * the server's clock; without the one that asks.
   */
  static List<Waiter> readAll(Connection connection, OffsetDateTime since) throws SQLException {
    List<Waiter> waiters = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setObject(1, since);
      read(statement, waiters);
    }
    return waiters;
  }

  private static void read(PreparedStatement statement, List<Waiter> waiters) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Array blockers = rows.getArray(3);
        waiters.add(
            new Waiter(
                ProgramName.session(rows.getString(1), AS),
                rows.getString(2),
                Stream.of((String[]) blockers.getArray())
                    .map(each -> ProgramName.session(each, AS))
                    .toList(),
                rows.getDouble(4)));
      }
    }
  }

  /**
   * Whether the account sees what others do: without pg_read_all_stats it does not, and would take
   * a busy server for an idle one.
   */
  public static boolean visible(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
