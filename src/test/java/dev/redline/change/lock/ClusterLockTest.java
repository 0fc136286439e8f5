package dev.redline.change.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.Patience;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in different databases of one server see each other's lock. */
@Timeout(60)
@ExtendWith(SharedBareServer.class)
class ClusterLockTest {

  private static final long KEY = 1070;
  private static final int ROUNDS = 60;
  private static final List<String> DATABASES = List.of("redline", "second", "third");

  private static BareServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start(BareServer shared) throws Exception {
    server = shared;
    server.execute("CREATE DATABASE second", "CREATE DATABASE third");
  }

  @Test
  void aTunerInAnotherDatabaseOfTheClusterIsRefusedAndHearsWhoHoldsTheLock() {
    try (TunerLock first = tuner("first");
        TunerLock second = tuner("second")) {
      first.hold(to("redline"));
      assertThatThrownBy(() -> second.hold(to("second")))
          .isInstanceOf(LockedException.class)
          .hasMessageContaining(
              "Another tuner holds the advisory lock on this server: redline-control as redline"
                  + " from 127.0.0.1, since ")
          .hasMessageContaining(", in database redline. Wait for it to end, or end it.");
      first.hold(to("redline"));
    }
  }

  @Test
  void whatAHolderLetsGoOfAnotherDatabaseMayTake() {
    try (TunerLock second = tuner("second")) {
      try (TunerLock first = tuner("first")) {
        first.hold(to("redline"));
      }
      second.hold(to("second"));
    }
  }

  @Test
  void ofTwoThatHaveTakenItAtTheSameMomentTheLowerProcessIdHoldsIt() throws Exception {
    try (Connection one = open("redline");
        Connection other = open("second")) {
      take(one);
      take(other);
      boolean inOrder = pid(one) < pid(other);
      ClusterLock lower = new ClusterLock(inOrder ? one : other, KEY);
      ClusterLock higher = new ClusterLock(inOrder ? other : one, KEY);
      assertThat(lower.tryToHold()).isFalse();
      assertThat(higher.tryToHold()).isFalse();
      assertThat(higher.tryToHold()).isFalse();
      assertThat(lower.tryToHold()).isTrue();
      assertThat(higher.tryToHold()).isFalse();
    }
  }

  @Test
  void ofManyThatWantItAtOnceOneGetsIt() throws Exception {
    List<Connection> sessions = new ArrayList<>();
    for (int i = 0; i < 2 * DATABASES.size(); i++) {
      sessions.add(open(DATABASES.get(i % DATABASES.size())));
    }
    ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
    CyclicBarrier together = new CyclicBarrier(sessions.size());
    AtomicInteger holders = new AtomicInteger();
    List<Future<Integer>> seen = new ArrayList<>();
    for (Connection session : sessions) {
      seen.add(threads.submit(() -> mostHolders(session, together, holders)));
    }
    for (Future<Integer> most : seen) {
      assertThat(most.get()).isEqualTo(1);
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
    for (Connection session : sessions) {
      session.close();
    }
  }

  /** Each round ends once somebody holds it; all have tried by then, and count. */
  private static int mostHolders(Connection session, CyclicBarrier together, AtomicInteger holders)
      throws Exception {
    int most = 0;
    ClusterLock lock = new ClusterLock(session, KEY);
    for (int round = 0; round < ROUNDS; round++) {
      together.await();
      boolean tried = false;
      while (!tried || holders.get() == 0) {
        tried = true;
        if (lock.tryToHold()) {
          holders.incrementAndGet();
        }
      }
      together.await();
      most = Math.max(most, holders.get());
      together.await();
      execute(session, "SELECT pg_advisory_unlock_all()");
      holders.set(0);
    }
    return most;
  }

  private TunerLock tuner(String name) {
    return TunerLock.take(folder.resolve(name), Instant.EPOCH);
  }

  private static Connector to(String database) {
    Endpoint here = server.connector().endpoint();
    Endpoint there =
        new Endpoint(here.jdbcUrl().replaceFirst("/redline\\b", "/" + database), here.properties());
    return new Connector(
        () -> there,
        new ConnectionAttempts(1, Duration.ofMillis(1), Duration.ofMillis(1)),
        Patience.OF_TESTS);
  }

  private static Connection open(String database) {
    return to(database).open(ApplicationName.CONTROL);
  }

  private static void take(Connection connection) throws SQLException {
    execute(connection, "SELECT pg_advisory_lock(%d)".formatted(KEY));
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
