package dev.redline.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a server does for others at a moment, as far as {@link Sight} goes.
 *
 * @param waiting sessions in this database that wait for a lock
 * @param lagMillis of the standby that is furthest behind, 0 where none says
 * @param active sessions that run a statement
 */
public record OthersLoad(int waiting, long lagMillis, int active) {

  private static final String QUERY =
      """
      SELECT
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity
         WHERE wait_event_type = 'Lock' AND datname = pg_catalog.current_database()
           AND application_name NOT LIKE 'redline-%'),
        (SELECT coalesce(extract(epoch FROM pg_catalog.max(replay_lag)) * 1000, 0)::bigint
         FROM pg_catalog.pg_stat_replication),
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity
         WHERE state = 'active' AND backend_type = 'client backend'
           AND pid <> pg_catalog.pg_backend_pid() AND application_name NOT LIKE 'redline-%')
      """;

  /** Looks once; changes nothing. */
  public static OthersLoad read(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUERY);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new OthersLoad(row.getInt(1), row.getLong(2), row.getInt(3));
    }
  }
}
