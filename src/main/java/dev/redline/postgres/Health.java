package dev.redline.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a health check looks at.
 *
 * @param inRecovery a standby: it can be read, not tuned
 * @param extensions by name, only those that were asked for and that the server knows of
 * @param settings value by name as {@code SHOW} prints it, only those that the server has
 * @param pendingRestart settings whose value in the file waits for a restart
 * @param pendingReload settings whose value was written after the server read its files; empty
 *     where the account may not ask for that
 */
public record Health(
    ServerIdentity server,
    boolean inRecovery,
    Map<String, ExtensionState> extensions,
    Map<String, String> settings,
    List<String> pendingRestart,
    List<String> pendingReload) {

  private static final String EXTENSIONS =
      "SELECT name, default_version, installed_version FROM pg_catalog.pg_available_extensions"
          + " WHERE name = ANY (?) ORDER BY name";

  /** Asks the server; changes nothing. */
  public static Health check(
      Connection connection,
      Collection<String> extensions,
      SettingsSnapshot snapshot,
      List<String> settings)
      throws SQLException {
    return new Health(
        snapshot.server(),
        inRecovery(connection),
        extensions(connection, extensions),
        shown(snapshot, settings),
        snapshot.settings().values().stream()
            .filter(Setting::pendingRestart)
            .map(Setting::name)
            .toList(),
        WaitingReload.names(connection, snapshot.settings()));
  }

  private static boolean inRecovery(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT pg_catalog.pg_is_in_recovery()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static Map<String, ExtensionState> extensions(
      Connection connection, Collection<String> names) throws SQLException {
    Map<String, ExtensionState> states = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(EXTENSIONS)) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          states.put(rows.getString(1), new ExtensionState(rows.getString(2), rows.getString(3)));
        }
      }
    }
    return states;
  }

  private static Map<String, String> shown(SettingsSnapshot snapshot, List<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      Setting setting = snapshot.settings().get(name);
      String value = setting == null ? null : setting.shown();
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }
}
