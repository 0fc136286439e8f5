package dev.redline.fleet;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The server of one member, which Patroni alone starts and restarts. What counts is since when the
 * server says that it runs.
 */
final class MemberProcess implements ServerProcess {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Connector connector;
  private final MemberControl patroni;

  MemberProcess(Connector connector, MemberControl patroni) {
    this.connector = connector;
    this.patroni = patroni;
  }

  /** {@inheritDoc} Known from its answers alone. */
  @Override
  public boolean running() {
    return connector.takesConnectionsSoon();
  }

  /**
   * {@inheritDoc} Patroni starts a server that is down again and again, by itself; of one that runs
   * it has read the file, which an earlier run may have replaced just before it was killed.
   */
  @Override
  public void start(Duration patience) {
    patroni.reloaded();
    if (running()) {
      return;
    }
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollInterval(LOOK)
          .atMost(patience)
          .until(connector::takesConnections);
    } catch (ConditionTimeoutException e) {
      throw new ServerStartException(
          "Patroni has not started the server at %s within %d s: %s."
              .formatted(connector.endpoint(), patience.toSeconds(), patroni.state()),
          "");
    }
  }

  @Override
  public void stop(Duration patience) {
    throw new ServerControlException(
        "The server at %s is restarted by Patroni, and not stopped."
            .formatted(connector.endpoint()));
  }

  /** {@inheritDoc} With the configuration that the member's file holds now. */
  @Override
  public void restart(Duration stopPatience, Duration startPatience) {
    patroni.reloaded();
    Optional<String> before = since();
    String said = patroni.restart(stopPatience, startPatience);
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollInterval(LOOK)
          .atMost(patroni.failed(said) ? LOOK.multipliedBy(2) : startPatience)
          .until(() -> since().filter(now -> before.filter(now::equals).isEmpty()).isPresent());
    } catch (ConditionTimeoutException e) {
      throw new ServerStartException(
          "Patroni says to the restart of the server at %s: \"%s\"; %s."
              .formatted(connector.endpoint(), said, patroni.state()),
          "");
    }
  }

  private Optional<String> since() {
    if (!connector.takesConnections()) {
      return Optional.empty();
    }
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_catalog.pg_postmaster_start_time()::text")) {
      row.next();
      return Optional.of(row.getString(1));
    } catch (SQLException | ConnectionFailedException e) {
      return Optional.empty(); // it was let go of in this moment
    }
  }
}
