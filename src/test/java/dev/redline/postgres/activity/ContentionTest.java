package dev.redline.postgres.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.plan.Plan;
import dev.redline.plan.isolation.ContentionLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.trial.BareServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contention on a real server: who waits for whom, and how much memory is in use. */
class ContentionTest {

  private static final ContentionLimits SHIPPED =
      Plan.load(Path.of("gates")).isolation().contention();
  private static final ContentionLimits QUICK =
      new ContentionLimits(10, Duration.ofMillis(5), SHIPPED.memory(), SHIPPED.longestBlock());

  private static BareServer server;

  @BeforeAll
  static void start() throws Exception {
    server = BareServer.start();
    server.execute("CREATE TABLE t (i int, v vector(3))", "INSERT INTO t VALUES (1, '[1,2,3]')");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void aSessionThatWaitsForAnotherOneIsSeenWithItsBlocker() throws Exception {
    try (Connection holder = server.connector().open(ApplicationName.LTST);
        Connection waiter = server.connector().open(ApplicationName.EVALUATION)) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE t");
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> count(waiter));
      await().atMost(Duration.ofMinutes(1)).until(() -> !server.query(BLOCKED).get(0).equals("0"));
      Contention seen = Contention.sample(server.connector(), QUICK, Clock.systemUTC());
      holder.rollback();
      waiting.join();
      assertThat(seen.blocks())
          .containsEntry(
              "redline-evaluation as redline waits for redline-ltst as redline (Lock relation)",
              10);
      assertThat(seen.longestBlockMillis()).isGreaterThan(20);
      assertThat(seen.samples()).isEqualTo(10);
      assertThat(seen.visible()).isTrue();
    }
  }

  @Test
  void memoryOfProcessesOnThisMachineIsCountedOnce() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      ServerMemory memory = ServerMemory.read(connection);
      assertThat(memory.method()).startsWith("proportional set sizes");
      assertThat(memory.usedBytes()).isBetween(1L << 20, 1L << 30);
      assertThat(memory.sharedBytes()).isGreaterThan(100L << 20);
    }
  }

  @Test
  void whereProcessesCannotBeSeenTheSharedMemoryIsSaidToBeAllThatIsKnown() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      ServerMemory memory = ServerMemory.read(connection, Path.of("/nonexistent"));
      assertThat(memory.method()).startsWith("its shared memory alone");
      assertThat(memory.usedBytes()).isEqualTo(memory.sharedBytes());
    }
  }

  @Test
  void anAccountWithoutTheRightSeesNothingAndThatIsNoted() throws Exception {
    server.execute("CREATE ROLE blind LOGIN");
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      assertThat(Waiter.visible(connection)).isTrue();
      connection.createStatement().execute("SET ROLE blind");
      assertThat(Waiter.visible(connection)).isFalse();
    }
  }

  private static final String BLOCKED =
      "SELECT count(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0";

  private static void count(Connection connection) {
    try {
      connection.createStatement().execute("SELECT count(*) FROM t");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
