package dev.redline.search.propose;

import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.VectorTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a server does by itself, and how much of it there is.
 *
 * @param connections that it takes: max_connections
 * @param active sessions of others that run a statement now
 * @param waiting sessions of others that wait for a lock now
 * @param standbys that follow
 * @param lagMillis of the standby that is furthest behind, 0 where none says
 * @param timeoutMillis statement_timeout as this account has it, 0: none
 * @param largest table with vectors
 */
record LoadFacts(
    int connections,
    int active,
    int waiting,
    int standbys,
    long lagMillis,
    long timeoutMillis,
    MemorySize largest) {

  private static final String QUERY =
      """
      SELECT pg_catalog.current_setting('max_connections')::int,
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity
         WHERE state = 'active' AND backend_type = 'client backend'
           AND pid <> pg_catalog.pg_backend_pid() AND application_name NOT LIKE 'redline-%'),
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity
         WHERE wait_event_type = 'Lock' AND datname = pg_catalog.current_database()
           AND application_name NOT LIKE 'redline-%'),
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication),
        (SELECT coalesce(extract(epoch FROM pg_catalog.max(replay_lag)) * 1000, 0)::bigint
         FROM pg_catalog.pg_stat_replication),
        (SELECT reset_val::bigint FROM pg_catalog.pg_settings WHERE name = 'statement_timeout'),
        (SELECT coalesce(pg_catalog.max(pg_catalog.pg_table_size(c.oid)), 0)::bigint
         FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm') AND
      """
          + VectorTables.condition("c.oid")
          + ")";

  /** Counts no rows, changes nothing. */
  static LoadFacts read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new LoadFacts(
          row.getInt(1),
          row.getInt(2),
          row.getInt(3),
          row.getInt(4),
          row.getLong(5),
          row.getLong(6),
          new MemorySize(row.getLong(7)));
    }
  }
}
