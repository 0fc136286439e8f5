package dev.redline.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A table, and the schema in which the search path finds it. */
public record TablePlace(String schema, String table) {

  private static final String QUERY =
      "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.oid = to_regclass(?)";

  /**
   * Where the search path finds it.
   *
   * @param quotedTable as SQL names it
   * @throws IllegalStateException if it finds none
   */
  public static TablePlace find(Connection connection, String quotedTable) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setString(1, quotedTable);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("There is no table " + quotedTable);
        }
        return new TablePlace(row.getString(1), row.getString(2));
      }
    }
  }
}
