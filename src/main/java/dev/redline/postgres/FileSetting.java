package dev.redline.postgres;

import dev.redline.dsn.SettingSecrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the server's configuration files as the server itself reads it now, applied or not.
 *
 * @param name null if the line could not be parsed
 * @param value the true one: what a person reads is {@link #shown}
 * @param pendingRestart the value is good and takes effect at the next start
 * @param error why the server would not take the line, null if it would
 */
public record FileSetting(
    @Nullable String file,
    int line,
    @Nullable String name,
    @Nullable String value,
    boolean pendingRestart,
    @Nullable String error) {

  /**
   * Reading the view marks, in this session only, the settings whose good value waits for a
   * restart; the view itself calls those and the bad ones alike "could not be applied".
   */
  private static final String LINES =
      "SELECT sourcefile, sourceline, name, setting, error FROM pg_catalog.pg_file_settings ORDER BY seqno";

  private static final String PENDING =
      "SELECT name FROM pg_catalog.pg_settings WHERE pending_restart";

  /**
   * The files' lines, in the order in which the server reads them. Needs an account that may read
   * {@code pg_file_settings}; changes nothing.
   */
  public static List<FileSetting> readAll(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      List<FileSetting> lines = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(LINES)) {
        while (rows.next()) {
          lines.add(
              new FileSetting(
                  rows.getString(1),
                  rows.getInt(2),
                  rows.getString(3),
                  rows.getString(4),
                  false,
                  rows.getString(5)));
        }
      }
      List<String> pending = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(PENDING)) {
        while (rows.next()) {
          pending.add(rows.getString(1));
        }
      }
      return lines.stream().map(line -> line.explainedBy(pending)).toList();
    }
  }

  /** Whether the server would take the line, at once or at its next start. */
  public boolean accepted() {
    return error == null;
  }

  /** The value, unless it may be a secret. */
  public @Nullable String shown() {
    return name == null ? value : SettingSecrets.shown(name, value);
  }

  /** For a person: {@code work_mem = '1' (/data/postgresql.conf line 3): the reason}. */
  @Override
  public String toString() {
    return "%s = '%s' (%s line %d)%s"
        .formatted(name, shown(), file, line, error == null ? "" : ": " + error);
  }

  private FileSetting explainedBy(List<String> pending) {
    boolean waits = name != null && pending.contains(name);
    return waits ? new FileSetting(file, line, name, value, true, null) : this;
  }
}
