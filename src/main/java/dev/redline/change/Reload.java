package dev.redline.change;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Has a server read its configuration again, without a restart. */
public record Reload(Connector connector) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Asks for it and waits until new sessions have the new values.
   *
   * @return whether that was seen; false also where the account may not ask
   */
  public boolean seen() throws SQLException {
    String before = loadedAt();
    try {
      ask("SELECT pg_catalog.pg_reload_conf()::text");
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(PATIENCE)
          .until(() -> !before.equals(loadedAt()));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    } catch (SQLException e) {
      if (SqlState.INSUFFICIENT_PRIVILEGE.of(e)) {
        return false;
      }
      throw e;
    }
  }

  private String loadedAt() throws SQLException {
    return ask("SELECT pg_catalog.pg_conf_load_time()::text");
  }

  private String ask(String question) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }
}
