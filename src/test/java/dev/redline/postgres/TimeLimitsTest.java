package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.TimeLimits;
import dev.redline.postgres.FaultProxy.Fault;
import dev.redline.postgres.FaultProxy.Kind;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each limit on a session ends what would otherwise wait for ever. */
@Timeout(120)
@ExtendWith(SharedBareServer.class)
class TimeLimitsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void aStatementEndsAtItsLimit(BareServer server) throws SQLException {
    Connector connector =
        connector(server.connector().endpoint(), limits(LONG, LONG, SECOND, LONG));
    try (Connection session = connector.open(ApplicationName.CONTROL);
        Statement statement = session.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(600)"))
          .hasMessageContaining("statement timeout");
    }
  }

  @Test
  void aWaitForALockEndsAtItsLimit(BareServer server) throws SQLException {
    Connector connector =
        connector(server.connector().endpoint(), limits(LONG, LONG, LONG, SECOND));
    server.execute("CREATE TABLE IF NOT EXISTS locked ()");
    try (Connection holder = server.connector().open(ApplicationName.CONTROL);
        Connection waiting = connector.open(ApplicationName.CONTROL)) {
      holder.setAutoCommit(false);
      lock(holder);
      assertThatThrownBy(() -> lock(waiting)).hasMessageContaining("lock timeout");
      holder.rollback();
    }
    server.execute("DROP TABLE locked");
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingEndsTheLogIn(BareServer server) throws Exception {
    try (FaultProxy proxy = new FaultProxy(port(server), new Fault(Kind.STALL, 0, 9))) {
      assertRefused(to(server, proxy.port()), SECOND, LONG, "limits.login");
    }
  }

  @Test
  void anAddressThatTakesNoConnectionEndsTheConnect(BareServer server) throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      while (fills(full, waiting)) {
        assertThat(waiting).hasSizeLessThan(20);
      }
      assertRefused(to(server, full.getLocalPort()), LONG, SECOND, "limits.connect");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static void assertRefused(
      Endpoint endpoint, Duration login, Duration connect, String limit) {
    Connector connector = connector(endpoint, limits(connect, login, LONG, LONG));
    assertThatThrownBy(() -> connector.open(ApplicationName.CONTROL))
        .isInstanceOf(ConnectionFailedException.class)
        .hasMessageContaining("is reached (" + limit + " in gates/target.yaml: 1 s)");
  }

  /** Whether one more connection found room in the queue of a socket that accepts none. */
  private static boolean fills(ServerSocket full, List<Socket> waiting) throws Exception {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(full.getLocalSocketAddress(), 300);
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private static void lock(Connection session) throws SQLException {
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      statement.execute("LOCK TABLE locked");
    }
  }

  private static TimeLimits limits(
      Duration connect, Duration login, Duration statement, Duration lock) {
    return new TimeLimits(
        connect, login, statement, lock, LONG, LONG, LONG, LONG, LONG, LONG, LONG);
  }

  private static Connector connector(Endpoint endpoint, TimeLimits limits) {
    return new Connector(
        () -> endpoint,
        new ConnectionAttempts(1, Duration.ofMillis(50), Duration.ofMillis(50)),
        limits);
  }

  private static Endpoint to(BareServer server, int port) {
    Endpoint real = server.connector().endpoint();
    Properties properties = new Properties();
    properties.putAll(real.properties());
    return new Endpoint(real.jdbcUrl().replaceFirst(":\\d+/", ":" + port + "/"), properties);
  }

  private static int port(BareServer server) {
    return Integer.parseInt(
        server.connector().endpoint().jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
  }
}
