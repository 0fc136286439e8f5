package dev.redline.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of the tables with vectors that are looked for again after a change: as many rows as before
 * may be others. Tables without a primary key, or that this account may not read, are left out, and
 * those whose key has a type of somebody else: its casts and checks would run with our rights. An
 * update that leaves its page may have changed the key, so that it accounts for a key as a deletion
 * does.
 */
public final class SampledKeys {

  private static final int MOST = 100;
  private static final long READ_WHOLE = 64L << 20;
  private static final int BLOCKS = 400;
  private static final long BLOCK_BYTES = 8192;

  private static final String TABLES =
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), k.columns, k.types,
        pg_catalog.pg_relation_size(c.oid),
        pg_catalog.pg_stat_get_tuples_deleted(c.oid) + pg_catalog.pg_stat_get_tuples_updated(c.oid)
          - pg_catalog.pg_stat_get_tuples_hot_updated(c.oid)
      """
          + RowCounts.WITH_VECTORS.replace(
              "WHERE c.relkind",
              """
              CROSS JOIN LATERAL (
                SELECT pg_catalog.array_agg(pg_catalog.quote_ident(a.attname) ORDER BY p.place) AS columns,
                  pg_catalog.array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod)
                    ORDER BY p.place) AS types,
                  pg_catalog.bool_and(o.rolsuper OR o.rolname = current_user) AS trusted
                FROM pg_catalog.pg_index i
                CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY p(number, place)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.number
                JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
                JOIN pg_catalog.pg_roles o ON o.oid = y.typowner
                WHERE i.indrelid = c.oid AND i.indisprimary) k
              WHERE k.trusted AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                AND c.relkind""")
          + "ORDER BY 1";

  private SampledKeys() {}

  /** A sample of every table, by its quoted {@code schema.table}; reads only. */
  public static Map<String, KeySample> take(Connection connection) throws SQLException {
    Map<String, KeySample> samples = new TreeMap<>();
    for (Map.Entry<String, Table> table : tables(connection).entrySet()) {
      samples.put(table.getKey(), table.getValue().sample(connection, table.getKey()));
    }
    return samples;
  }

  /** What of earlier samples is missing; a table that is not there any more is left out. */
  public static List<KeySample.Missing> missing(
      Connection connection, Map<String, KeySample> samples) throws SQLException {
    List<KeySample.Missing> missing = new ArrayList<>();
    Map<String, Table> tables = samples.isEmpty() ? Map.of() : tables(connection);
    for (Map.Entry<String, KeySample> sample : samples.entrySet()) {
      Table table = tables.get(sample.getKey());
      if (table != null && table.columns.containsAll(sample.getValue().columns())) {
        missing.add(missing(connection, sample.getKey(), sample.getValue(), table.gone));
      }
    }
    return missing;
  }

  private static KeySample.Missing missing(
      Connection connection, String table, KeySample sample, long gone) throws SQLException {
    int width = sample.columns().size();
    String arrays =
        IntStream.range(0, width)
            .mapToObj(i -> "pg_catalog.unnest(?::text[])")
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, width).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
    String equal =
        IntStream.range(0, width)
            .mapToObj(
                i ->
                    "t.%s = k.k%d::%s".formatted(sample.columns().get(i), i, sample.types().get(i)))
            .collect(Collectors.joining(" AND "));
    String sql =
        "SELECT count(*) FROM ROWS FROM (%s) k(%s) WHERE NOT EXISTS (SELECT FROM %s t WHERE %s)"
            .formatted(arrays, names, table, equal);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < width; i++) {
        int place = i;
        Object[] values = sample.keys().stream().map(key -> key.get(place)).toArray();
        statement.setArray(i + 1, connection.createArrayOf("text", values));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new KeySample.Missing(
            table, sample.keys().size(), row.getLong(1), sample.accounted(gone));
      }
    }
  }

  private static Map<String, Table> tables(Connection connection) throws SQLException {
    Map<String, Table> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.put(
            row.getString(1),
            new Table(texts(row, 2), texts(row, 3), row.getLong(4), row.getLong(5)));
      }
    }
    return tables;
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return Arrays.stream((Object[]) row.getArray(column).getArray()).map(String::valueOf).toList();
  }

  private record Table(List<String> columns, List<String> types, long bytes, long gone) {

    private KeySample sample(Connection connection, String name) throws SQLException {
      List<String> texts = columns.stream().map(column -> column + "::text").toList();
      String sql =
          "SELECT %s FROM %s%s ORDER BY pg_catalog.md5(pg_catalog.concat(%s)) LIMIT %d"
              .formatted(
                  String.join(", ", texts), name, blocks(), String.join(", ", columns), MOST);
      List<List<String>> keys = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          List<String> key = new ArrayList<>();
          for (int i = 1; i <= columns.size(); i++) {
            key.add(row.getString(i));
          }
          keys.add(key);
        }
      }
      return new KeySample(columns, types, keys, gone);
    }

    /** A large table is not read whole. */
    private String blocks() {
      return bytes <= READ_WHOLE
          ? ""
          : " TABLESAMPLE SYSTEM (%s) REPEATABLE (1070)"
              .formatted(100.0 * BLOCKS * BLOCK_BYTES / bytes);
    }
  }
}
