package dev.redline.postgres.activity;

import dev.redline.postgres.VectorTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of one table with vectors that were asked for, as {@code pg_statio_user_tables} counts
 * them since the statistics were last reset.
 *
 * @param table quoted {@code schema.table}
 * @param heap of the table itself
 * @param index of all its indexes
 */
public record VectorCacheHits(String table, CacheHits heap, CacheHits index) {

  private static final String QUERY =
      """
      SELECT format('%I.%I', s.schemaname, s.relname),
             coalesce(heap_blks_hit, 0), coalesce(heap_blks_read, 0),
             coalesce(idx_blks_hit, 0), coalesce(idx_blks_read, 0)
      FROM pg_catalog.pg_statio_user_tables s
      WHERE
      """
          + VectorTables.condition("s.relid")
          + "ORDER BY 1";

  /** By table; changes nothing. */
  public static List<VectorCacheHits> readAll(Connection connection) throws SQLException {
    List<VectorCacheHits> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        tables.add(
            new VectorCacheHits(
                rows.getString(1),
                new CacheHits(rows.getLong(2), rows.getLong(3)),
                new CacheHits(rows.getLong(4), rows.getLong(5))));
      }
    }
    return tables;
  }
}
