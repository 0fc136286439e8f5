package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.TimeLimits;
import dev.redline.postgres.FaultProxy.Fault;
import dev.redline.postgres.FaultProxy.Kind;
import dev.redline.trial.BareServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot of a server through a network that fails: an answer or an error, within the limit. */
class FaultyNetworkTest {

  private static final Duration STATEMENT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(1);

  /** Three attempts, each as long as a session may be silent, and the machine's own slowness. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Of the server, until faults begin: from the first one to the middle of the snapshot. */
  private static final List<Integer> PLACES = List.of(0, 1, 20, 200, 400, 600, 2000, 20000);

  private static BareServer server;

  @BeforeAll
  static void start() throws Exception {
    server = BareServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  static Stream<Fault> sample() {
    return Stream.of(
        new Fault(Kind.CUT, 200, 1),
        new Fault(Kind.STALL, 400, 1),
        new Fault(Kind.REFUSE, 0, 2),
        new Fault(Kind.AFTER_THE_NEXT, 0, 1));
  }

  static Stream<Fault> bulk() {
    List<Fault> faults = new ArrayList<>();
    for (Kind kind : List.of(Kind.CUT, Kind.STALL, Kind.STALL_OF_ANSWERS)) {
      PLACES.forEach(place -> faults.add(new Fault(kind, place, 1)));
      faults.add(new Fault(kind, 400, 3));
      faults.add(new Fault(kind, 20000, 3));
    }
    IntStream.rangeClosed(1, 3).forEach(each -> faults.add(new Fault(Kind.REFUSE, 0, each)));
    faults.add(new Fault(Kind.LATENCY, 0, 9));
    faults.add(new Fault(Kind.DRIP, 0, 1));
    faults.add(new Fault(Kind.AFTER_THE_NEXT, 0, 1));
    return faults.stream();
  }

  @ParameterizedTest
  @MethodSource("sample")
  void endsWithinTheLimit(Fault fault) throws Exception {
    look(fault);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("bulk")
  void endsWithinTheLimitWhereverItFails(Fault fault) throws Exception {
    look(fault);
  }

  @Test
  void theBulkHasAtLeastThirtyScenarios() {
    assertThat(bulk()).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
  }

  /** What a black hole did before there was a limit: the session waits for ever. */
  @Test
  void aSessionWhoseServerIsGoneForGoodEndsAtTheLimitAndTheNextOneWorks() throws Exception {
    try (FaultProxy proxy = new FaultProxy(port(), new Fault(Kind.NONE, 0, 0))) {
      Connector connector = through(proxy);
      try (Connection session = connector.open(ApplicationName.CONTROL)) {
        proxy.becomes(new Fault(Kind.STALL, 0, 1));
        long begin = System.nanoTime();
        assertThat(snapshot(session)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
      }
      try (Connection next = connector.open(ApplicationName.CONTROL)) {
        assertThat(snapshot(next)).isTrue();
      }
    }
  }

  private static void look(Fault fault) throws Exception {
    long begin = System.nanoTime();
    boolean whole = false;
    try (FaultProxy proxy = new FaultProxy(port(), fault);
        Connection session = through(proxy).open(ApplicationName.CONTROL)) {
      whole = snapshot(session);
    } catch (ConnectionFailedException e) {
      assertThat(e.sqlState()).as(e.getMessage()).isNotNull();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
    if (fault.bytes() == 0 && fault.connections() < 3 && fault.kind() == Kind.REFUSE) {
      assertThat(whole).as("a connection refused twice is tried a third time").isTrue();
    }
  }

  /** Whether it is there as a whole; an error is an answer, too. */
  private static boolean snapshot(Connection session) {
    try {
      return SettingsSnapshot.take(session, Clock.systemUTC()).settings().size() > 200;
    } catch (SQLException e) {
      return false;
    }
  }

  private static Connector through(FaultProxy proxy) {
    Endpoint real = server.connector().endpoint();
    Properties properties = new Properties();
    properties.putAll(real.properties());
    properties.setProperty("loginTimeout", "2");
    Endpoint there =
        new Endpoint(real.jdbcUrl().replaceFirst(":\\d+/", ":" + proxy.port() + "/"), properties);
    TimeLimits limits = Patience.of(STATEMENT, ANSWER);
    return new Connector(
        () -> there,
        new ConnectionAttempts(3, Duration.ofMillis(50), Duration.ofMillis(200)),
        limits);
  }

  private static int port() {
    return Integer.parseInt(
        server.connector().endpoint().jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
  }
}
