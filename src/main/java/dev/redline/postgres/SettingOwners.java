package dev.redline.postgres;

import dev.redline.quoting.SqlText;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds who else owns settings that a change is about to write to postgresql.conf. */
public final class SettingOwners {

  private static final String FILES =
      """
      SELECT name, sourcefile, sourceline, setting FROM pg_catalog.pg_file_settings
      WHERE name = ANY (?) AND sourcefile <> current_setting('config_file')
      ORDER BY seqno
      """;

  private static final String SOURCES =
      """
      SELECT name, source, current_setting(name) FROM pg_catalog.pg_settings
      WHERE name = ANY (?)
        AND source NOT IN ('default', 'configuration file', 'override')
      ORDER BY name
      """;

  private static final String ROLES =
      """
      SELECT split_part(kv, '=', 1), substr(kv, strpos(kv, '=') + 1), r.rolname, d.datname
      FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN unnest(s.setconfig) kv
      LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
      WHERE split_part(kv, '=', 1) = ANY (?)
      ORDER BY 1, 3, 4
      """;

  private SettingOwners() {}

  /**
   * Everybody else who sets one of the named settings; empty if postgresql.conf is free to. Changes
   * nothing.
   *
   * @param ownRoles roles that the plan itself gives settings of their own: theirs do not count
   */
  public static List<SettingOwner> find(
      Connection connection, Collection<String> settings, Collection<String> ownRoles)
      throws SQLException {
    List<SettingOwner> owners = new ArrayList<>();
    collect(connection, FILES, settings, row -> owners.add(fileOwner(row)));
    collect(
        connection,
        ROLES,
        settings,
        row -> {
          if (!ownRoles.contains(String.valueOf(row.getString(3)))) {
            owners.add(roleOwner(row));
          }
        });
    collect(connection, SOURCES, settings, row -> addSource(row, owners));
    return owners;
  }

  private static SettingOwner fileOwner(ResultSet row) throws SQLException {
    String name = row.getString(1);
    String file = row.getString(2);
    boolean alterSystem = file.endsWith("postgresql.auto.conf");
    return new SettingOwner(
        name,
        "%s line %d%s".formatted(file, row.getInt(3), alterSystem ? " (ALTER SYSTEM)" : ""),
        row.getString(4),
        alterSystem ? "ALTER SYSTEM RESET " + name : "remove the line from the included file");
  }

  private static SettingOwner roleOwner(ResultSet row) throws SQLException {
    String name = row.getString(1);
    String role = row.getString(3);
    String database = row.getString(4);
    String subject =
        role == null
            ? "DATABASE " + SqlText.pastedName(database)
            : "ROLE "
                + SqlText.pastedName(role)
                + (database == null ? "" : " IN DATABASE " + SqlText.pastedName(database));
    return new SettingOwner(
        name, "ALTER " + subject, row.getString(2), "ALTER " + subject + " RESET " + name);
  }

  private static void addSource(ResultSet row, List<SettingOwner> owners) throws SQLException {
    String name = row.getString(1);
    if (owners.stream().noneMatch(owner -> owner.setting().equals(name))) {
      owners.add(
          new SettingOwner(
              name,
              "the server's " + row.getString(2),
              row.getString(3),
              "remove it there and restart the server"));
    }
  }

  private static void collect(
      Connection connection, String query, Collection<String> settings, RowReader reader)
      throws SQLException {
    Array names = connection.createArrayOf("text", settings.toArray());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, names);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
