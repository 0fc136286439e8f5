package dev.redline.search.statements;

import dev.redline.search.statements.StatementTree.ColumnRef;
import dev.redline.vector.EstimatedRows;
import dev.redline.vector.NamedSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes values for parameters from the columns that they are compared with. */
record ParameterValues(Connection connection, int seed) {

  private static final String ROWS = "10";
  private static final long READ_WHOLE = 100_000;

  private static final String COLUMN =
      """
      SELECT format('%I.%I', n.nspname, c.relname), quote_ident(a.attname),
      """
          + EstimatedRows.withPartitions("c")
          + """
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE a.attrelid = ?::oid AND a.attnum = ? AND c.relkind IN ('r', 'p', 'm')
      """;

  /**
   * Rows of values, one for each run.
   *
   * @return none if a parameter is compared with no column; one empty row if there are no
   *     parameters
   */
  List<List<String>> of(NamedSql sql, StatementTree tree, int samples) throws SQLException {
    int parameters = sql.names().size();
    List<List<String>> columns = new ArrayList<>();
    for (long number = 1; number <= parameters; number++) {
      ColumnRef column = tree.parameters().get(number);
      if (column == null) {
        return List.of();
      }
      List<String> values = values(column, samples);
      if (values.isEmpty()) {
        return List.of();
      }
      columns.add(values);
    }
    int runs = parameters == 0 ? 1 : samples;
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      int run = i;
      rows.add(columns.stream().map(values -> values.get(run % values.size())).toList());
    }
    return rows;
  }

  private List<String> values(ColumnRef column, int samples) throws SQLException {
    if (column.equals(ColumnRef.ROWS)) {
      return List.of(ROWS);
    }
    List<String> values = new ArrayList<>();
    Optional<String> query = query(column);
    if (query.isPresent()) {
      try (PreparedStatement statement = connection.prepareStatement(query.get())) {
        statement.setInt(1, seed);
        statement.setInt(2, samples);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            values.add(row.getString(1));
          }
        }
      }
    }
    return values;
  }

  private Optional<String> query(ColumnRef column) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMN)) {
      statement.setLong(1, column.relation());
      statement.setLong(2, column.column());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(query(row.getString(1), row.getString(2), row.getLong(3), column))
            : Optional.empty();
      }
    }
  }

  private String query(String table, String name, long rows, ColumnRef column) {
    String value = column.array() ? "ARRAY[%s]::text".formatted(name) : name + "::text";
    String sample =
        rows <= READ_WHOLE
            ? ""
            : " TABLESAMPLE SYSTEM (%s) REPEATABLE (%d)"
                .formatted(Math.min(100.0, 5_000_000.0 / rows), seed);
    return "SELECT %s FROM %s%s WHERE %s IS NOT NULL ORDER BY md5(concat(%s, ?::text)) LIMIT ?"
        .formatted(value, table, sample, name, name);
  }
}
