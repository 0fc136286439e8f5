package dev.redline.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Settings that somebody has written and not yet had the server read: the next reload or restart
 * brings them into force, whoever asks for it.
 */
final class WaitingReload {

  /** What the server shows of these is not what the file says, or not of this connection. */
  private static final Set<String> SHOWN_OTHERWISE =
      Set.of(
          "archive_command",
          "tcp_keepalives_count",
          "tcp_keepalives_idle",
          "tcp_keepalives_interval",
          "tcp_user_timeout");

  private static final String MAY_ASK =
      """
      SELECT pg_catalog.has_function_privilege('pg_catalog.pg_stat_file(text, boolean)', 'EXECUTE')
         AND pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE')
         AND pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'SELECT')
      """;

  /**
   * The last line of each setting, in files that were written after the server read them; the time
   * of a file is known by the second.
   */
  private static final String WRITTEN_SINCE =
      """
      SELECT s.name, line.setting FROM (
        SELECT DISTINCT ON (pg_catalog.lower(f.name)) f.name, f.setting, f.sourcefile
        FROM pg_catalog.pg_file_settings f WHERE f.error IS NULL
        ORDER BY pg_catalog.lower(f.name), f.seqno DESC) line
      JOIN pg_catalog.pg_settings s ON pg_catalog.lower(s.name) = pg_catalog.lower(line.name)
      WHERE (pg_catalog.pg_stat_file(line.sourcefile, true)).modification
            >= pg_catalog.date_trunc('second', pg_catalog.pg_conf_load_time())
      ORDER BY s.name
      """;

  /** Settings in force of which no line is left in the file that they came from. */
  private static final String TAKEN_AWAY_SINCE =
      """
      SELECT s.name FROM pg_catalog.pg_settings s
      WHERE s.source = 'configuration file' AND s.context <> 'postmaster'
        AND (pg_catalog.pg_stat_file(s.sourcefile, true)).modification
            >= pg_catalog.date_trunc('second', pg_catalog.pg_conf_load_time())
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_file_settings f
                        WHERE pg_catalog.lower(f.name) = pg_catalog.lower(s.name))
      ORDER BY s.name
      """;

  private WaitingReload() {}

  /**
   * Their names; none where the account may not ask. Changes nothing.
   *
   * @param now the settings in force; one that a role, a database or the command line sets is left
   *     out, since a reload does not change it
   */
  static List<String> names(Connection connection, Map<String, Setting> now) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (!mayAsk(statement)) {
        return names;
      }
      try (ResultSet row = statement.executeQuery(WRITTEN_SINCE)) {
        while (row.next()) {
          Setting setting = now.get(row.getString("name"));
          if (setting != null && reloads(setting) && !setting.holds(row.getString("setting"))) {
            names.add(setting.name());
          }
        }
      }
      try (ResultSet row = statement.executeQuery(TAKEN_AWAY_SINCE)) {
        while (row.next()) {
          names.add(row.getString("name"));
        }
      }
    }
    return names;
  }

  private static boolean reloads(Setting setting) {
    return !setting.needsRestart()
        && !SHOWN_OTHERWISE.contains(setting.name())
        && (setting.source().equals("default") || setting.source().equals("configuration file"));
  }

  private static boolean mayAsk(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(MAY_ASK)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
