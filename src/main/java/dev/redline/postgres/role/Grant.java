package dev.redline.postgres.role;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A privilege that a role needs.
 *
 * @param privileges as SQL lists them
 * @param on the kind of object and its quoted name
 * @param held SQL that tells whether the role in its parameter has it already
 */
public record Grant(String privileges, String on, String held) {

  /** Connecting to a database. */
  public static Grant connect(String database) {
    return new Grant(
        "CONNECT",
        "DATABASE " + SqlText.name(database),
        "has_database_privilege(?, %s, 'CONNECT')".formatted(SqlText.literal(database)));
  }

  /** Naming what is in a schema. */
  public static Grant usage(String schema) {
    return new Grant(
        "USAGE",
        "SCHEMA " + SqlText.name(schema),
        "has_schema_privilege(?, %s, 'USAGE')".formatted(SqlText.literal(schema)));
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
    StringBuilder all = new StringBuilder("true");
    for (String privilege : privileges.split(", ", -1)) {
      all.append(
          " AND has_table_privilege(r.role, %s, '%s')".formatted(SqlText.literal(name), privilege));
    }
    return new Grant(
        privileges, "TABLE " + name, "(SELECT " + all + " FROM (SELECT ?::name AS role) r)");
  }

  boolean heldBy(String role, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + held)) {
      statement.setString(1, role);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** The statement that gives it. */
  public String grantTo(String role) {
    return "GRANT %s ON %s TO %s".formatted(privileges, on, SqlText.name(role));
  }

  String revokeFrom(String role) {
    return "REVOKE %s ON %s FROM %s".formatted(privileges, on, SqlText.name(role));
  }
}
