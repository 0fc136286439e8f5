package dev.redline.postgres.role;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A role as it stands on a server.
 *
 * @param connectionLimit -1 without one
 * @param powers attributes that an application's role should not have, such as {@code SUPERUSER}
 * @param login whether it may connect
 * @param settings of the role in every database, by name, as the catalog holds them
 * @param perDatabase settings of the role in one database, which would win over {@code settings}:
 *     by name, the database
 */
public record RoleState(
    String name,
    boolean login,
    int connectionLimit,
    List<String> powers,
    Map<String, String> settings,
    Map<String, String> perDatabase) {

  private static final String ROLE =
      """
      SELECT rolcanlogin, rolconnlimit, rolconfig,
             array_remove(ARRAY[
               CASE WHEN rolsuper THEN 'SUPERUSER' END,
               CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
               CASE WHEN rolcreatedb THEN 'CREATEDB' END,
               CASE WHEN rolreplication THEN 'REPLICATION' END,
               CASE WHEN rolbypassrls THEN 'BYPASSRLS' END], NULL)
             || ARRAY(SELECT 'member of ' || g.rolname FROM pg_catalog.pg_auth_members m
                      JOIN pg_catalog.pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid)
      FROM pg_catalog.pg_roles r WHERE rolname = ?
      """;

  private static final String PER_DATABASE =
      """
      SELECT split_part(kv, '=', 1), d.datname
      FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN unnest(s.setconfig) kv
      JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
      WHERE r.rolname = ? AND d.datname = current_database()
      ORDER BY 1
      """;

  /** The role; empty if there is none of that name. Changes nothing. */
  public static Optional<RoleState> read(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROLE)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new RoleState(
                name,
                row.getBoolean(1),
                row.getInt(2),
                texts(row.getArray(4)),
                settings(row.getArray(3)),
                perDatabase(connection, name)));
      }
    }
  }

  private static Map<String, String> perDatabase(Connection connection, String name)
      throws SQLException {
    Map<String, String> databases = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PER_DATABASE)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          databases.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return databases;
  }

  private static Map<String, String> settings(@Nullable Array array) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String entry : texts(array)) {
      int equals = entry.indexOf('=');
      settings.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return settings;
  }

  private static List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : new ArrayList<>(List.of((String[]) array.getArray()));
  }
}
