package dev.redline.search.propose;

import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.VectorTables;
import dev.redline.search.OthersLoad;
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
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication),
        (SELECT reset_val::bigint FROM pg_catalog.pg_settings WHERE name = 'statement_timeout'),
        (SELECT coalesce(pg_catalog.max(pg_catalog.pg_table_size(c.oid)), 0)::bigint
         FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm') AND
      """
          + VectorTables.condition("c.oid")
          + ")";

  /** Counts no rows, changes nothing. */
  static LoadFacts read(Connection connection) throws SQLException {
    OthersLoad others = OthersLoad.read(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new LoadFacts(
          row.getInt(1),
          others.active(),
          others.waiting(),
          row.getInt(2),
          others.lagMillis(),
          row.getLong(3),
          new MemorySize(row.getLong(4)));
    }
  }
}
