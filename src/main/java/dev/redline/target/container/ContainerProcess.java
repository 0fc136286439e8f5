package dev.redline.target.container;

import com.github.dockerjava.api.exception.DockerException;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The server in a container, started and stopped by the engine. */
final class ContainerProcess implements ServerProcess {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String LOGIN_SECONDS = "5";

  private final EngineContainer container;
  private final ContainerLog log;
  private final IntFunction<Endpoint> address;
  private volatile int port;

  /**
   * @param address where to connect, given the port
   */
  ContainerProcess(EngineContainer container, IntFunction<Endpoint> address) {
    this.container = container;
    this.log = new ContainerLog(container);
    this.address = address;
  }

  /** Where the server listens, or listened last: the port may be another after each start. */
  Endpoint endpoint() {
    return address.apply(port);
  }

  /** The port that {@link #endpoint} has. */
  int port() {
    return port;
  }

  @Override
  public boolean running() {
    return container.running();
  }

  @Override
  public void start(Duration patience) {
    if (running()) {
      awaitConnections(patience, 0);
      return;
    }
    long earlier = log.lines();
    String lastStart = container.startedAt();
    try {
      container.start();
    } catch (DockerException e) {
      throw new ServerStartException(
          "The container engine did not start the container: " + e.getMessage(), "");
    }
    awaitConnections(patience, earlier, lastStart);
  }

  @Override
  public void stop(Duration patience) {
    if (!container.stop(patience)) {
      throw new ServerControlException(
          "PostgreSQL in container %s did not stop within %d s."
              .formatted(container.id(), patience.toSeconds()));
    }
  }

  /**
   * Waits until a started server answers. The engine reports success also for one that ends at
   * once: only a connection tells.
   *
   * @param earlier how many lines of the log are older than the start
   */
  void awaitConnections(Duration patience, long earlier) {
    awaitConnections(patience, earlier, "");
  }

  /** For a while after a start an engine may still show how the last one ended. */
  private boolean ended(String lastStart) {
    return !running() && !container.startedAt().equals(lastStart);
  }

  private void awaitConnections(Duration patience, long earlier, String lastStart) {
    try {
      Awaitility.await()
          .atMost(patience)
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .pollInSameThread()
          .until(() -> ended(lastStart) || accepts());
    } catch (ConditionTimeoutException e) {
      String end = log.endAfter(earlier);
      container.stop(patience);
      throw new ServerStartException(
          "PostgreSQL accepted no connection within %d s.".formatted(patience.toSeconds()), end);
    }
    if (!running()) {
      throw new ServerStartException("PostgreSQL did not start.", log.endAfter(earlier));
    }
  }

  private boolean accepts() {
    OptionalInt published = container.port();
    if (published.isEmpty()) {
      return false;
    }
    port = published.getAsInt();
    Endpoint endpoint = endpoint();
    Properties properties = new Properties();
    properties.putAll(endpoint.properties());
    properties.setProperty("loginTimeout", LOGIN_SECONDS);
    try {
      DriverManager.getConnection(endpoint.jdbcUrl(), properties).close();
      return true;
    } catch (SQLException e) {
      // Refused for good, as for a wrong password, it is up: whoever connects next is told why.
      return !ConnectionAttempts.mayPass(e);
    }
  }
}
