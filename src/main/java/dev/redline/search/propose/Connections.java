package dev.redline.search.propose;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How many sessions a server is made for. */
final class Connections {

  private Connections() {}

  /**
   * Half of {@code max_connections}: with more that are busy, nobody should measure beside them.
   */
  static int half(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('max_connections')::int")) {
      row.next();
      return row.getInt(1) / 2;
    }
  }
}
