package dev.redline.vector;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Settings for one transaction, by {@code SET LOCAL}: the server forgets them at its end.
 *
 * @param values by name, possibly none
 */
record LocalSettings(Map<String, String> values) {

  /**
   * Sets them for the transaction that is under way, or that this begins.
   *
   * @throws AutocommitException if there would be no transaction but the statement's own
   */
  void apply(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new AutocommitException();
    }
    if (values.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql(connection));
    }
  }

  /**
   * Sees to it that something reads each of them. A name with a dot is accepted unknown until the
   * library that owns it is loaded, so that is done first.
   *
   * @throws UnknownPolicyException if the server does not list one of the names
   */
  void requireKnown(Connection connection, VectorNames names) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(names.in("SELECT '[0]'::vector"));
    }
    try (PreparedStatement known =
        connection.prepareStatement("SELECT FROM pg_catalog.pg_settings WHERE name = ?")) {
      for (String name : values.keySet()) {
        known.setString(1, name);
        try (ResultSet row = known.executeQuery()) {
          if (!row.next()) {
            throw new UnknownPolicyException(name);
          }
        }
      }
    }
  }

  /** One SET LOCAL after the other, each with its semicolon; empty if there are none. */
  String sql(Connection connection) throws SQLException {
    StringBuilder sql = new StringBuilder();
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> setting : values.entrySet()) {
        sql.append("SET LOCAL ");
        sql.append(SqlText.name(setting.getKey()).replace(".", "\".\""));
        sql.append(" = ").append(statement.enquoteLiteral(setting.getValue())).append("; ");
      }
    }
    return sql.toString();
  }
}
