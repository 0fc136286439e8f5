package dev.redline.phase.observability;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.quoting.CauseText;
import dev.redline.quoting.ServerWords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement that was slow on purpose, and what the server's log says of it.
 *
 * @param threshold {@code log_min_duration_statement} in the session that ran it, in ms; -1: off
 * @param inLog the lines about it; empty if the log could not be read
 * @param reason why the log could not be read; empty if it was
 */
public record SlowStatement(long threshold, Optional<List<String>> inLog, String reason) {

  private static final String MARK = "redline slow statement";

  /**
   * The collector's file; without one, what the server's standard error goes to, if that is a
   * regular file that the server may read (Linux). A pipe or a device has size 0.
   */
  private static final String LOG =
      """
      SELECT path, size FROM (SELECT coalesce(pg_catalog.pg_current_logfile(), '/proc/self/fd/2') AS path) f,
             LATERAL pg_catalog.pg_stat_file(path, true)
      WHERE NOT isdir AND size > 0
      """;

  private static final String LINES =
      """
      SELECT line FROM regexp_split_to_table(pg_catalog.pg_read_file(?, ?, 1048576), '\\n') line
      WHERE line LIKE '%duration:%' AND line LIKE ?
      """;

  private static final RetryPolicy<List<String>> UNTIL_WRITTEN =
      RetryPolicy.<List<String>>builder()
          .handleResultIf(List::isEmpty)
          .withDelay(Duration.ofMillis(50))
          .withMaxRetries(40)
          .build();

  private record Log(String path, long size) {}

  /** Runs the statement and looks for it in the log; changes nothing. */
  static SlowStatement run(Connector connector, Duration time) throws SQLException {
    try (Connection control = connector.open(ApplicationName.CONTROL);
        Connection evaluation = connector.open(ApplicationName.EVALUATION)) {
      long threshold = threshold(evaluation);
      Optional<Log> log;
      try {
        log = find(control);
      } catch (SQLException e) {
        sleep(evaluation, time);
        return new SlowStatement(threshold, Optional.empty(), ServerWords.of(e));
      }
      sleep(evaluation, time);
      return log.isEmpty()
          ? new SlowStatement(
              threshold, Optional.empty(), "it goes to no file that the server can read")
          : read(control, threshold, log.get());
    }
  }

  private static SlowStatement read(Connection control, long threshold, Log log) {
    try {
      List<String> lines = Failsafe.with(UNTIL_WRITTEN).get(() -> lines(control, log));
      return new SlowStatement(threshold, Optional.of(lines), "");
    } catch (FailsafeException e) {
      return new SlowStatement(threshold, Optional.empty(), CauseText.of(e));
    }
  }

  private static Optional<Log> find(Connection control) throws SQLException {
    try (PreparedStatement query = control.prepareStatement(LOG);
        ResultSet row = query.executeQuery()) {
      return row.next() ? Optional.of(new Log(row.getString(1), row.getLong(2))) : Optional.empty();
    }
  }

  private static List<String> lines(Connection control, Log log) throws SQLException {
    try (PreparedStatement query = control.prepareStatement(LINES)) {
      query.setString(1, log.path());
      query.setLong(2, log.size());
      query.setString(3, "%" + MARK + "%");
      List<String> lines = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      return lines;
    }
  }

  private static long threshold(Connection evaluation) throws SQLException {
    try (PreparedStatement query =
            evaluation.prepareStatement(
                "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'log_min_duration_statement'");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Whether the session's own setting lets a statement of that length be logged. */
  boolean logs(Duration time) {
    return threshold >= 0 && threshold <= time.toMillis();
  }

  private static void sleep(Connection evaluation, Duration time) throws SQLException {
    try (PreparedStatement sleep =
        evaluation.prepareStatement("SELECT pg_catalog.pg_sleep(?) /* " + MARK + " */")) {
      sleep.setDouble(1, time.toNanos() / 1e9);
      sleep.execute();
    }
  }
}
