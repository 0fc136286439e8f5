package dev.redline.postgres.role;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an account may do about roles, and what it can see of them. */
public final class RoleAuthority {

  private static final String MAY =
      """
      SELECT r.rolsuper OR r.rolcreaterole,
             has_parameter_privilege('temp_file_limit', 'SET'), current_user,
             r.rolsuper OR r.rolinherit
      FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
      """;

  private static final String SESSIONS =
      "SELECT usename, coalesce(nullif(application_name, ''), '(unnamed)')"
          + " FROM pg_catalog.pg_stat_activity WHERE usename = ANY (?) ORDER BY 1, 2";

  private RoleAuthority() {}

  /** What the account lacks to create roles with limits, each with what to do. */
  public static List<String> missing(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MAY);
        ResultSet row = statement.executeQuery()) {
      row.next();
      List<String> missing = new ArrayList<>();
      String account = SqlText.shownName(row.getString(3));
      if (!row.getBoolean(1)) {
        missing.add("%s may not create roles: ALTER ROLE %1$s CREATEROLE".formatted(account));
      }
      if (!row.getBoolean(2)) {
        missing.add(
            "%s may not set temp_file_limit: GRANT SET ON PARAMETER temp_file_limit TO %1$s"
                .formatted(account));
      }
      if (!row.getBoolean(4)) {
        missing.add(
            "%s could not take back what its roles own, being NOINHERIT: ALTER ROLE %1$s INHERIT"
                .formatted(account));
      }
      return missing;
    }
  }

  /**
   * Whether the account may act for a role: take it back, see its sessions and end them.
   *
   * @param role one that is there
   */
  static boolean actsFor(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.pg_has_role(CURRENT_USER, ?, 'USAGE')")) {
      statement.setString(1, role);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** The application names of the sessions of each role that has any, as they are now. */
  public static Map<String, List<String>> applications(Connection connection, List<String> roles)
      throws SQLException {
    Map<String, List<String>> applications = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
      statement.setArray(1, connection.createArrayOf("text", roles.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          applications
              .computeIfAbsent(rows.getString(1), role -> new ArrayList<>())
              .add(rows.getString(2));
        }
      }
    }
    return applications;
  }

  /**
   * How the server stores a role's password: {@code SCRAM-SHA-256}, {@code md5}, or {@code none}
   * without one; null if the account may not look.
   */
  public static @Nullable String storage(Connection connection, String role) throws SQLException {
    String look = "SELECT has_table_privilege('pg_authid', 'SELECT')";
    try (PreparedStatement may = connection.prepareStatement(look);
        ResultSet row = may.executeQuery()) {
      row.next();
      return row.getBoolean(1) ? stored(connection, role) : null;
    }
  }

  private static String stored(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT CASE WHEN rolpassword LIKE 'SCRAM-SHA-256$%' THEN 'SCRAM-SHA-256'"
                + " WHEN rolpassword LIKE 'md5%' THEN 'md5' ELSE 'none' END"
                + " FROM pg_catalog.pg_authid WHERE rolname = ?")) {
      statement.setString(1, role);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "none";
      }
    }
  }
}
