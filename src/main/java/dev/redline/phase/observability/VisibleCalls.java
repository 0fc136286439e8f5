package dev.redline.phase.observability;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.activity.StatementActivity;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A statement that a session of the evaluation ran.
 *
 * @param ran how often
 * @param counted how often pg_stat_statements says that it ran
 */
public record VisibleCalls(int ran, long counted) {

  private static final int TIMES = 7;
  private static final String STATEMENT = "SELECT 'seen' AS redline_visible";

  /** Runs it; changes nothing. */
  static VisibleCalls take(Connector connector) throws SQLException {
    try (Connection control = connector.open(ApplicationName.CONTROL);
        Connection evaluation = connector.open(ApplicationName.EVALUATION);
        Statement statement = evaluation.createStatement()) {
      StatementActivity before = read(control);
      for (int i = 0; i < TIMES; i++) {
        statement.execute(STATEMENT);
      }
      return new VisibleCalls(TIMES, read(control).since(before).calls());
    }
  }

  private static StatementActivity read(Connection control) throws SQLException {
    return StatementActivity.read(control, "SELECT % AS redline\\_visible");
  }

  Verdict judge() {
    String subject = "calls of one statement, counted by pg_stat_statements";
    return counted == ran
        ? Verdict.pass(subject, Long.toString(counted), Integer.toString(ran))
        : Verdict.fail(
            subject,
            Long.toString(counted),
            Integer.toString(ran),
            "look for a role or database that sets pg_stat_statements.track, and for who resets it");
  }
}
