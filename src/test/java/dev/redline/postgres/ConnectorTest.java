package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ConnectorTest {

  private static final ConnectionAttempts THREE =
      new ConnectionAttempts(3, Duration.ofMillis(1), Duration.ofMillis(4));

  @Test
  void aRefusedConnectionIsTriedThreeTimesAndThenToldWithAddressAndAccount() throws IOException {
    int port = FakeBackend.closedPort();

    ConnectionFailedException failure = failure(connector(port));

    assertThat(failure)
        .hasMessageStartingWith(
            "Could not connect to postgresql://127.0.0.1:%d/rag as app after 3 attempts: "
                .formatted(port))
        .hasMessageEndingWith(
            "(SQLSTATE 08001). Check that the server runs and that host and port are right.");
    assertThat(failure.sqlState()).isEqualTo("08001");
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, 'Check the user name, the password and pg_hba.conf.'",
    "3D000, 'Check the name of the database, or create it.'"
  })
  void aWrongPasswordOrDatabaseIsTriedOnce(String state, String advice) throws IOException {
    try (FakeBackend server = new FakeBackend(state)) {
      ConnectionFailedException failure = failure(connector(server.port()));

      assertThat(failure)
          .hasMessageContaining("after 1 attempt: ")
          .hasMessageContaining("refused by the fake backend")
          .hasMessageEndingWith("(SQLSTATE %s). %s".formatted(state, advice));
      assertThat(failure.sqlState()).isEqualTo(state);
      assertThat(server.startups()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "57P03, 'The server is still starting or recovering: look at its log.'",
    "53300, 'Every connection slot is taken: end idle sessions or raise max_connections.'"
  })
  void aStartingOrFullServerIsTriedThreeTimes(String state, String advice) throws IOException {
    try (FakeBackend server = new FakeBackend(state)) {
      assertThat(failure(connector(server.port())))
          .hasMessageContaining("after 3 attempts: ")
          .hasMessageEndingWith("(SQLSTATE %s). %s".formatted(state, advice));
      assertThat(server.startups()).isEqualTo(3);
    }
  }

  @Test
  void aServerThatHasStartedMeanwhileIsConnectedTo() throws IOException, SQLException {
    try (FakeBackend server = new FakeBackend("57P03", "57P03", FakeBackend.LET_IN);
        Connection connection = connector(server.port()).open(ApplicationName.CONTROL)) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(server.startups()).isEqualTo(3);
    }
  }

  @Test
  void attemptsThatFailedAreKeptForTheRecordThoughALaterOneSucceeded()
      throws IOException, SQLException {
    try (FakeBackend server = new FakeBackend("57P03", FakeBackend.LET_IN)) {
      Connector connector = connector(server.port());
      connector.open(ApplicationName.CONTROL).close();

      assertThat(connector.failedAttempts())
          .singleElement()
          .asString()
          .startsWith("attempt 1 to connect to postgresql://127.0.0.1:" + server.port())
          .endsWith("refused by the fake backend")
          .doesNotContain("SECRET");
    }
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingIsGivenUp() throws IOException {
    try (FakeBackend server = new FakeBackend(FakeBackend.SILENCE)) {
      Endpoint impatient = at(server.port());
      impatient.properties().setProperty("loginTimeout", "1");
      ConnectionAttempts once =
          new ConnectionAttempts(1, Duration.ofMillis(1), Duration.ofMillis(1));

      assertThat(failure(connector(() -> impatient, once)))
          .hasMessageContaining("after 1 attempt: Connection attempt timed out.")
          .hasMessageContaining("is reached (loginTimeout in the connection string: 1 s)");
    }
  }

  @Test
  void connectingAndLoggingInTakeTenSecondsAtMostUnlessTheEndpointSaysOtherwise() {
    Endpoint endpoint = Endpoint.loopback(5432, "rag", "app", "SECRET");
    assertThat(Connector.properties(endpoint, ApplicationName.CONTROL, Patience.OF_TESTS))
        .containsEntry("connectTimeout", "10")
        .containsEntry("loginTimeout", "10");
    endpoint.properties().setProperty("loginTimeout", "3");
    assertThat(Connector.properties(endpoint, ApplicationName.CONTROL, Patience.OF_TESTS))
        .containsEntry("loginTimeout", "3");
  }

  @Test
  void theAddressIsAskedForBeforeEachAttempt() throws IOException, SQLException {
    int closed = FakeBackend.closedPort();
    try (FakeBackend server = new FakeBackend(FakeBackend.LET_IN)) {
      Queue<Integer> ports = new ArrayDeque<>(List.of(closed, server.port()));

      try (Connection connection =
          connector(() -> at(ports.remove()), THREE).open(ApplicationName.CONTROL)) {
        assertThat(connection.isClosed()).isFalse();
      }
    }
  }

  @Test
  void noMessageInTheWholeChainNamesThePassword() throws IOException {
    try (FakeBackend server = new FakeBackend("28P01")) {
      assertThat(failure(connector(server.port())))
          .hasStackTraceContaining("28P01")
          .satisfies(
              failure ->
                  assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                      .doesNotContain("SECRET"));
    }
  }

  private static ConnectionFailedException failure(Connector connector) {
    ConnectionFailedException failure =
        catchThrowableOfType(
            ConnectionFailedException.class, () -> connector.open(ApplicationName.CONTROL));
    assertThat(failure).as("nothing there lets anybody in").isNotNull();
    return failure;
  }

  private static Connector connector(int port) {
    return connector(() -> at(port), THREE);
  }

  /** The fake backend lets in, and answers no statement. */
  private static Connector connector(Supplier<Endpoint> endpoint, ConnectionAttempts attempts) {
    return new Connector(
        endpoint,
        attempts,
        Patience.OF_TESTS,
        (session, purpose) -> new SessionPath(List.of(), List.of()),
        new OpenSessions(),
        Optional.empty());
  }

  private static Endpoint at(int port) {
    Endpoint endpoint = Endpoint.loopback(port, "rag", "app", "SECRET");
    Properties properties = new Properties();
    properties.putAll(endpoint.properties());
    // Spares the fake backend the queries that the driver begins with otherwise.
    properties.setProperty("assumeMinServerVersion", "15");
    return new Endpoint(endpoint.jdbcUrl(), properties);
  }
}
