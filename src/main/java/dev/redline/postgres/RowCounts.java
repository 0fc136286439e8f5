package dev.redline.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exact row counts, taken with {@code count(*)}.
 *
 * @param byTable by quoted {@code schema.table}
 */
public record RowCounts(Map<String, Long> byTable) {

  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname NOT LIKE 'pg\\_%'
        AND EXISTS (SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
                    WHERE a.attrelid = c.oid AND ty.typname IN ('vector', 'halfvec', 'sparsevec'))
      ORDER BY 1
      """;

  /** Counts the rows of every table with a vector column: reads each of them whole. */
  public static RowCounts ofVectorTables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(TABLES)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
          count.next();
          counts.put(table, count.getLong(1));
        }
      }
    }
    return new RowCounts(counts);
  }
}
