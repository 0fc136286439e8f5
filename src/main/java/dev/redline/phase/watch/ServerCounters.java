package dev.redline.phase.watch;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * What the server counts itself, of this database.
 *
 * @param started when the server started
 * @param commits since statistics were reset, as are the following
 * @param rollbacks transactions that were rolled back
 * @param hit pages found in shared_buffers
 * @param read pages asked of the operating system
 * @param temporaryBytes written because work_mem was not enough
 * @param deadlocks that the server ended
 * @param active sessions that run something now, this one left out
 * @param waiting of those, for a lock
 */
record ServerCounters(
    Instant started,
    long commits,
    long rollbacks,
    long hit,
    long read,
    long temporaryBytes,
    long deadlocks,
    long active,
    long waiting) {

  private static final String QUERY =
      """
      SELECT pg_catalog.pg_postmaster_start_time(), d.xact_commit, d.xact_rollback, d.blks_hit,
        d.blks_read, d.temp_bytes, d.deadlocks, a.active, a.waiting
      FROM pg_catalog.pg_stat_database d,
        (SELECT pg_catalog.count(*) AS active,
           pg_catalog.count(*) FILTER (WHERE wait_event_type = 'Lock') AS waiting
         FROM pg_catalog.pg_stat_activity
         WHERE state = 'active' AND backend_type = 'client backend'
           AND pid <> pg_catalog.pg_backend_pid()) a
      WHERE d.datname = pg_catalog.current_database()
      """;

  /** Now, by a session of its own. */
  static ServerCounters read(Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new ServerCounters(
          row.getTimestamp(1).toInstant(),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7),
          row.getLong(8),
          row.getLong(9));
    }
  }
}
