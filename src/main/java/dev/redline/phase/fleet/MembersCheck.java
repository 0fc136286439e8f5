package dev.redline.phase.fleet;

import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.quoting.ServerWords;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What members of a fleet have to say of themselves. */
final class MembersCheck {

  private static final String POSITION =
      "CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()"
          + " ELSE pg_catalog.pg_current_wal_lsn() END";

  private MembersCheck() {}

  /** The member runs with these values, and none waits for a restart. */
  static Finding inForce(MemberSettings settings, Map<String, String> values) {
    return Finding.of(
        Verdict.none(
            "values that %s does not run with".formatted(settings.member()),
            settings.missing(values),
            "none of " + values.size(),
            "look at Patroni's log on that host"));
  }

  /**
   * The member has replayed all that the leader had written when it was asked: its rows and indexes
   * are the leader's.
   */
  static Verdict sameData(PhaseContext context, String member) throws SQLException {
    FleetControl fleet = context.member().orElseThrow().fleet();
    String written = position(context.target().writer());
    String subject = "rows and indexes of " + member;
    String required = "the leader's, up to " + written;
    Duration patience = context.plan().target().startPatience();
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(patience)
          .until(() -> isBehind(fleet.connector(member), written), behind -> !behind);
      return Verdict.pass(subject, "replayed as far", required);
    } catch (ConditionTimeoutException e) {
      return Verdict.fail(
          subject,
          "replayed up to %s after %d s"
              .formatted(position(fleet.connector(member)), patience.toSeconds()),
          required,
          "look at the log of that member");
    }
  }

  /**
   * The same, before a member restarts with less than its primary had: what is lowered there has to
   * have been replayed.
   *
   * @throws ServerControlException if it cannot be asked
   */
  static Verdict caughtUp(PhaseContext context, String member) {
    try {
      return sameData(context, member);
    } catch (SQLException e) {
      throw new ServerControlException(
          "%s could not be asked how far it is: %s".formatted(member, ServerWords.of(e)), e);
    }
  }

  private static String position(Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT (%s)::text".formatted(POSITION))) {
      row.next();
      return row.getString(1);
    }
  }

  private static boolean isBehind(Connector connector, String written) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        PreparedStatement asked =
            connection.prepareStatement("SELECT (%s)::pg_lsn < ?::pg_lsn".formatted(POSITION))) {
      asked.setString(1, written);
      try (ResultSet row = asked.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
