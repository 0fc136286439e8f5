package dev.redline.postgres.role;

import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.postgres.Setting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session of a role is given, as the session itself sees it.
 *
 * @param user that the server took the session for
 * @param applicationName as {@code pg_stat_activity} shows it
 * @param settings those that the plan sets for the role, with value and source
 */
public record RoleSession(String user, String applicationName, List<Setting> settings) {

  private static final String WHO =
      "SELECT session_user, application_name FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()";

  /** Asks the session; changes nothing. */
  public static RoleSession read(Connection session) throws SQLException {
    try (PreparedStatement who = session.prepareStatement(WHO);
        ResultSet row = who.executeQuery()) {
      row.next();
      return new RoleSession(row.getString(1), row.getString(2), settings(session));
    }
  }

  private static List<Setting> settings(Connection session) throws SQLException {
    List<Setting> settings = new ArrayList<>();
    try (PreparedStatement statement =
        session.prepareStatement(
            "SELECT * FROM (" + Setting.QUERY + ") s WHERE name = ANY (?) ORDER BY name")) {
      statement.setArray(1, session.createArrayOf("text", IsolatedRole.settingNames().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          settings.add(Setting.from(rows));
        }
      }
    }
    return settings;
  }
}
