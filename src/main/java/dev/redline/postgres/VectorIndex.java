package dev.redline.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hnsw or ivfflat index.
 *
 * @param dimensions of the indexed column; null if the column declares none
 * @param options as given to {@code CREATE INDEX}, such as {@code m=16}; empty for the defaults
 * @param scans since the statistics were last reset
 * @param estimatedRows of the table, by the planner's statistics; -1 if never analysed
 * @param valid false after a failed {@code CREATE INDEX CONCURRENTLY}: such an index is not used
 */
public record VectorIndex(
    String schema,
    String table,
    String name,
    String method,
    String column,
    @Nullable Integer dimensions,
    String operatorClass,
    List<String> options,
    long sizeBytes,
    long scans,
    long estimatedRows,
    boolean valid) {

  private static final String QUERY =
      """
      SELECT n.nspname, t.relname, i.relname, am.amname, pg_catalog.pg_get_indexdef(x.indexrelid, 1, true),
             nullif(a.atttypmod, -1), oc.opcname, coalesce(i.reloptions, '{}'),
             pg_catalog.pg_relation_size(i.oid), coalesce(s.idx_scan, 0), t.reltuples::bigint,
             x.indisvalid AND x.indisready
      FROM pg_catalog.pg_index x
      JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_catalog.pg_am am ON am.oid = i.relam
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.oid AND a.attnum = 1
      JOIN pg_catalog.pg_opclass oc ON oc.oid = x.indclass[0]
      LEFT JOIN pg_catalog.pg_stat_user_indexes s ON s.indexrelid = i.oid
      WHERE am.amname IN ('hnsw', 'ivfflat')
      ORDER BY 1, 2, 3
      """;

  /** Every vector index of the database, by schema, table and name; changes nothing. */
  public static List<VectorIndex> readAll(Connection connection) throws SQLException {
    List<VectorIndex> indexes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        indexes.add(from(rows));
      }
    }
    return indexes;
  }

  private static VectorIndex from(ResultSet row) throws SQLException {
    return new VectorIndex(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getObject(6, Integer.class),
        row.getString(7),
        List.of((String[]) row.getArray(8).getArray()),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getBoolean(12));
  }
}
