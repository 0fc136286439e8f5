package dev.redline.search.statements;

import dev.redline.vector.NamedSql;
import dev.redline.vector.PlanNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/** Asks a server for plans, in the transaction that the caller has begun. */
record Explain(Connection connection) {

  /** Runs the statement. */
  StatementPlan run(NamedSql sql, List<String> values) throws SQLException {
    return plan("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ", sql, values);
  }

  /**
   * Runs nothing, and plans for any values of parameters. With NULL in their places the planner
   * would find that no row matches.
   *
   * @param text as the server has it, with {@code $1}
   * @param sql the same as the driver takes it
   */
  PlanNode plan(String text, NamedSql sql) throws SQLException {
    return sql.names().isEmpty() || text.contains(";")
        ? plan("EXPLAIN (FORMAT JSON) ", sql, List.of()).top()
        : forAnyValues(text);
  }

  private StatementPlan plan(String explain, NamedSql sql, List<String> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(explain + sql.sql())) {
      for (int i = 0; i < sql.names().size(); i++) {
        statement.setObject(i + 1, i < values.size() ? values.get(i) : null, Types.OTHER);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return StatementPlan.parse(row.getString(1));
      }
    }
  }

  private PlanNode forAnyValues(String text) throws SQLException {
    String name = "redline_any_values";
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
      statement.execute("PREPARE %s AS %s".formatted(name, text));
      try (ResultSet row =
          statement.executeQuery(
              "EXPLAIN (FORMAT JSON) EXECUTE %s%s".formatted(name, nulls(statement, name)))) {
        row.next();
        return StatementPlan.parse(row.getString(1)).top();
      } finally {
        connection.rollback();
        statement.execute("DEALLOCATE " + name);
      }
    }
  }

  private static String nulls(Statement statement, String name) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT '(' || pg_catalog.array_to_string(pg_catalog.array_fill('NULL'::text,"
                + " ARRAY[pg_catalog.cardinality(parameter_types)]), ', ') || ')'"
                + " FROM pg_catalog.pg_prepared_statements WHERE name = '%s'".formatted(name))) {
      row.next();
      return row.getString(1);
    }
  }
}
