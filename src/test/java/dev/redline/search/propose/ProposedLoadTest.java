package dev.redline.search.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits of load by what a server does already. */
@ExtendWith(SharedBareServer.class)
class ProposedLoadTest {

  @Test
  void whatARealServerDoesIsReadOff(BareServer server) throws Exception {
    try (Connection holder = server.connector().open(ApplicationName.CONTROL);
        Connection waiter = server.connector().open(ApplicationName.CONTROL);
        Statement holds = holder.createStatement();
        Statement waits = waiter.createStatement()) {
      waits.execute("SET application_name = 'somebody'");
      holds.execute("SELECT pg_advisory_lock(4713)");
      Thread waiting = new Thread(() -> lock(waits));
      waiting.start();
      try {
        awaitTheWaiter(server);
        LoadFacts facts = read(server);
        assertThat(facts.active()).isEqualTo(1);
        assertThat(facts.waiting()).isEqualTo(1);
        assertThat(facts.connections())
            .isEqualTo(Integer.parseInt(server.query("SHOW max_connections").get(0)));
        assertThat(new ProposedLoad(facts, Optional.empty()).yaml())
            .contains("# 1 wait now, and", "; 1 of others");
      } finally {
        holds.execute("SELECT pg_advisory_unlock(4713)");
        waiting.join();
      }
    }
  }

  @Test
  void aServerThatIsBusyAlreadyIsAskedForLess() {
    LoadLimits limits = limits(new LoadFacts(200, 60, 3, 1, 90_000, 0, size("1GB")));

    assertThat(limits.searchesPerSecond()).contains(20);
    assertThat(limits.lockWaits().limit()).isEqualTo(8);
    assertThat(limits.activeSessions().limit()).isEqualTo(100);
    assertThat(limits.replicationLag().limit()).isEqualTo(Duration.ofSeconds(120));
    assertThat(limits.statementTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aShorterTimeoutOfTheAccountStays() {
    LoadLimits limits = limits(new LoadFacts(20, 0, 0, 0, 0, 3_000, size("1GB")));

    assertThat(limits.statementTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(limits.searchTime().limit()).isEqualTo(Duration.ofMillis(1500));
    assertThat(limits.lockWaits().limit()).isEqualTo(2);
  }

  @Test
  void aTableThatTakesLongToReadIsReadLessOften() {
    LoadLimits small = limits(new LoadFacts(100, 0, 0, 0, 0, 0, size("100MB")));
    LoadLimits large = limits(new LoadFacts(100, 0, 0, 0, 0, 0, size("600GB")));

    assertThat(small.exactQueries()).isEqualTo(50);
    assertThat(small.exactTime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(large.exactQueries()).isEqualTo(10);
    assertThat(large.exactTime()).isEqualTo(Duration.ofHours(1));
  }

  private static LoadLimits limits(LoadFacts facts) {
    return new ProposedLoad(facts, Optional.empty()).limits();
  }

  private static MemorySize size(String text) {
    return MemorySize.parse(text);
  }

  private static LoadFacts read(BareServer server) throws SQLException {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      return LoadFacts.read(connection);
    }
  }

  private static void awaitTheWaiter(BareServer server) throws Exception {
    while (server
        .query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        .isEmpty()) {}
  }

  private static void lock(Statement statement) {
    try {
      statement.execute("SELECT pg_advisory_lock(4713)");
    } catch (SQLException e) {
      throw new IllegalStateException("not locked", e);
    }
  }
}
