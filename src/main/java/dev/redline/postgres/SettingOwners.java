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

/** Finds who else owns settings that a change is about to write. */
public final class SettingOwners {

  private static final String ALTER_SYSTEM = "postgresql.auto.conf";

  /** Where the change writes, and thereby which other files stand in its way. */
  public enum Place {
    /** Any other file: it would win, or be overruled. */
    POSTGRESQL_CONF,
    /** A file that was made to overrule others: only ALTER SYSTEM would win over it. */
    INCLUDED_FILE,
    /** The last word of all files; so has who writes elsewhere, by the owner's own command. */
    LAST_WORD;

    boolean isInTheWay(String file) {
      return switch (this) {
        case POSTGRESQL_CONF -> true;
        case INCLUDED_FILE -> file.endsWith(ALTER_SYSTEM);
        case LAST_WORD -> false;
      };
    }
  }

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
   * Everybody else who sets one of the named settings; empty if the place is free to. Changes
   * nothing.
   *
   * @param ownRoles roles that the plan itself gives settings of their own: theirs do not count
   */
  public static List<SettingOwner> find(
      Connection connection, Collection<String> settings, Collection<String> ownRoles, Place place)
      throws SQLException {
    List<SettingOwner> owners = new ArrayList<>();
    if (place != Place.LAST_WORD) { // an account may do without the right to see lines of files
      collect(connection, FILES, settings, row -> addFile(row, place, owners));
    }
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

  private static void addFile(ResultSet row, Place place, List<SettingOwner> owners)
      throws SQLException {
    if (place.isInTheWay(row.getString(2))) {
      owners.add(fileOwner(row));
    }
  }

  private static SettingOwner fileOwner(ResultSet row) throws SQLException {
    String name = row.getString(1);
    String file = row.getString(2);
    boolean alterSystem = file.endsWith(ALTER_SYSTEM);
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
