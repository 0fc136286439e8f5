package dev.redline.postgres.role;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/**
 * A privilege that a role needs.
 *
 * @param privileges as SQL lists them
 * @param kind of object, such as {@code TABLE}
 * @param name of the object in quotes
 * @param asked the name as functions of the catalog take it
 */
public record Grant(String privileges, String kind, String name, String asked) {

  /** Connecting to a database. */
  public static Grant connect(String database) {
    return new Grant("CONNECT", "DATABASE", SqlText.name(database), database);
  }

  /** Making schemas in a database. */
  public static Grant create(String database) {
    return new Grant("CREATE", "DATABASE", SqlText.name(database), database);
  }

  /** Naming what is in a schema. */
  public static Grant usage(String schema) {
    return new Grant("USAGE", "SCHEMA", SqlText.name(schema), schema);
  }

  /** Reading a table. */
  public static Grant read(String schema, String table) {
    return on(schema, table, "SELECT");
  }

  /**
   * Using a table.
   *
   * @param privileges such as {@code SELECT, INSERT}
   */
  public static Grant on(String schema, String table, String privileges) {
    String name = SqlText.name(schema) + "." + SqlText.name(table);
    return new Grant(privileges, "TABLE", name, name);
  }

  /** The statement that gives it. */
  public String grantTo(String role) {
    return "GRANT %s TO %s".formatted(words(), SqlText.name(role));
  }

  /** What the account needs so as to have it, for a person; empty if it has it. */
  public Optional<String> missing(Connection connection) throws SQLException {
    String account = account(connection);
    return held(connection, account, "")
        ? Optional.empty()
        : Optional.of(
            "%s may not: GRANT %s TO %1$s".formatted(SqlText.shownName(account), words()));
  }

  /** What the account needs so as to give it, for a person; empty if it may, or all have it. */
  Optional<String> missingToGive(Connection connection) throws SQLException {
    String account = account(connection);
    return held(connection, "public", "") || held(connection, account, " WITH GRANT OPTION")
        ? Optional.empty()
        : Optional.of(
            "%s may not give it to a role: GRANT %s TO %1$s WITH GRANT OPTION"
                .formatted(SqlText.shownName(account), words()));
  }

  boolean heldBy(String role, Connection connection) throws SQLException {
    return held(connection, role, "");
  }

  String revokeFrom(String role) {
    return "REVOKE %s FROM %s".formatted(words(), SqlText.name(role));
  }

  private String words() {
    return "%s ON %s %s".formatted(privileges, kind, name);
  }

  private boolean held(Connection connection, String role, String option) throws SQLException {
    String sql =
        "SELECT pg_catalog.bool_and(pg_catalog.has_%s_privilege(?, ?, p || ?))"
                .formatted(kind.toLowerCase(Locale.ROOT))
            + " FROM pg_catalog.string_to_table(?, ', ') p";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, role);
      statement.setString(2, asked);
      statement.setString(3, option);
      statement.setString(4, privileges);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static String account(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_user")) {
      row.next();
      return row.getString(1);
    }
  }
}
