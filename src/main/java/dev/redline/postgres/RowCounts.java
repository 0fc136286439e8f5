package dev.redline.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tables with vectors hold, each by its quoted {@code schema.table}.
 *
 * @param byTable exact counts, taken with {@code count(*)}; tables of more than 1 GB are left out,
 *     for counting reads them whole
 * @param deleted rows that statements have deleted since the server's counters began, read before
 *     the rows were counted; those of transactions that were rolled back count, too
 * @param identities the oid of each table, whether it was counted or not
 */
public record RowCounts(
    Map<String, Long> byTable, Map<String, Long> deleted, Map<String, Long> identities) {

  /** Tables with vectors: {@code c} and {@code n} are what a condition goes on with. */
  static final String WITH_VECTORS =
      """
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname NOT LIKE 'pg\\_%'
        AND
      """
          + VectorTables.condition("c.oid");

  private static final String TABLES =
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),
        pg_catalog.pg_stat_get_tuples_deleted(c.oid), c.oid::pg_catalog.int8,
        pg_catalog.sum(pg_catalog.pg_table_size(c.oid))
          OVER (ORDER BY pg_catalog.pg_table_size(c.oid), c.oid)
      """
          + WITH_VECTORS
          + "ORDER BY 1";

  /** Of tables that are counted, altogether, in bytes: a second or two of reading. */
  private static final long COUNTED = 1L << 30;

  /** Of a state that an earlier version wrote: without counters and identities. */
  public RowCounts(
      Map<String, Long> byTable,
      @Nullable Map<String, Long> deleted,
      @Nullable Map<String, Long> identities) {
    this.byTable = byTable;
    this.deleted = deleted == null ? Map.of() : deleted;
    this.identities = identities == null ? Map.of() : identities;
  }

  /**
   * Counts the rows of tables with a vector column, the smallest first, up to 1 GB of tables
   * altogether; of the others the identities and counters alone are read.
   */
  public static RowCounts ofVectorTables(Connection connection) throws SQLException {
    return ofVectorTables(connection, COUNTED);
  }

  /**
   * The same with another limit.
   *
   * @param most bytes of tables that are counted
   */
  static RowCounts ofVectorTables(Connection connection, long most) throws SQLException {
    RowCounts counts = new RowCounts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    try (Statement statement = connection.createStatement()) {
      counts.readCounters(statement, most);
      for (Map.Entry<String, Long> table : counts.byTable.entrySet()) {
        try (ResultSet count =
            statement.executeQuery("SELECT pg_catalog.count(*) FROM " + table.getKey())) {
          count.next();
          table.setValue(count.getLong(1));
        }
      }
    }
    return counts;
  }

  /** The same counts with the counters of deleted rows as they are now. */
  public RowCounts withCountersOf(Connection connection) throws SQLException {
    RowCounts now = new RowCounts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    try (Statement statement = connection.createStatement()) {
      now.readCounters(statement, 0);
    }
    return new RowCounts(byTable, now.deleted, identities);
  }

  private void readCounters(Statement statement, long most) throws SQLException {
    try (ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        deleted.put(row.getString(1), row.getLong(2));
        identities.put(row.getString(1), row.getLong(3));
        if (row.getLong(4) <= most) {
          byTable.put(row.getString(1), 0L);
        }
      }
    }
  }
}
