package dev.redline.postgres.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What {@code pg_stat_statements} and the server's own counters say of this database at one moment.
 *
 * @param calls of the statements that were asked for
 * @param statementPages pages of 8 kB that top-level statements touched, by pg_stat_statements
 * @param databasePages pages that anybody touched, by {@code pg_stat_database}: statements,
 *     planning, vacuum
 * @param forgotten how often entries were dropped because {@code pg_stat_statements.max} was
 *     reached
 */
public record StatementActivity(
    long calls, long statementPages, long databasePages, long forgotten) {

  private static final String QUERY =
      """
      SELECT
        (SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s
         WHERE s.dbid = d.datid AND s.query LIKE ?),
        (SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0) FROM pg_stat_statements s
         WHERE s.dbid = d.datid AND s.toplevel),
        d.blks_hit + d.blks_read,
        (SELECT dealloc FROM pg_stat_statements_info)
      FROM pg_catalog.pg_stat_database d WHERE d.datname = current_database()
      """;

  /**
   * Reads the counters; changes nothing. Sessions hand in their share of {@code pg_stat_database}
   * with a delay of up to a second, see {@link #handIn}.
   *
   * @param statements pattern for LIKE of the statements whose calls are wanted
   * @throws SQLException if the extension is not there or not preloaded
   */
  public static StatementActivity read(Connection connection, String statements)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, statements);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new StatementActivity(
            row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
      }
    }
  }

  /**
   * Makes the session hand in now what it has counted.
   *
   * @param connection outside of a transaction, or in one that is committed next
   */
  public static void handIn(Connection connection) throws SQLException {
    try (PreparedStatement flush =
        connection.prepareStatement("SELECT pg_catalog.pg_stat_force_next_flush()")) {
      flush.execute();
    }
  }

  /** What has come to it since {@code earlier}. */
  public StatementActivity since(StatementActivity earlier) {
    return new StatementActivity(
        calls - earlier.calls,
        statementPages - earlier.statementPages,
        databasePages - earlier.databasePages,
        forgotten - earlier.forgotten);
  }
}
