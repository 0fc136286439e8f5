package dev.redline.search;

import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Columns of which somebody has said what the planner is to believe, or that it learns nothing. */
final class StatisticsOverrides {

  private static final String QUERY =
      """
      SELECT n.nspname, c.relname, a.attname, coalesce(a.attstattarget, -1) = 0, a.attoptions IS NOT NULL
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE a.attrelid = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
      AND (coalesce(a.attstattarget, -1) = 0 OR a.attoptions IS NOT NULL)
      ORDER BY 1, 2, a.attnum
      """;

  private StatisticsOverrides() {}

  /** The statements that give them up; changes nothing. */
  static List<String> read(Connection connection, List<Long> relations) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setArray(1, connection.createArrayOf("oid", relations.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String alter =
              "ALTER TABLE %s ALTER COLUMN %s "
                  .formatted(
                      new RelationName(row.getString(1), row.getString(2)).pasted(),
                      SqlText.pastedName(row.getString(3)));
          if (row.getBoolean(4)) {
            statements.add(alter + "SET STATISTICS -1");
          }
          if (row.getBoolean(5)) {
            statements.add(alter + "RESET (n_distinct, n_distinct_inherited)");
          }
        }
      }
    }
    return statements;
  }
}
