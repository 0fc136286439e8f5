package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.health.ServerHealth;
import dev.redline.plan.Plan;
import dev.redline.trial.BareServer;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restart of ours would bring into force what somebody has written and not reloaded. */
@ExtendWith(SharedBareServer.class)
class WaitingReloadTest {

  private static final String WRITE = "ALTER SYSTEM SET log_min_duration_statement = '12345ms'";

  @AfterEach
  void asFound(BareServer server) throws SQLException {
    server.execute("ALTER SYSTEM RESET log_min_duration_statement");
    reload(server);
  }

  @Test
  void whatIsWrittenAndNotReadYetIsNamedUntilItIsRead(BareServer server) throws SQLException {
    assertThat(waiting(server)).isEmpty();
    server.execute(WRITE);
    assertThat(waiting(server)).containsExactly("log_min_duration_statement");
    reload(server);
    assertThat(waiting(server)).isEmpty();
  }

  /** PostgreSQL calls a setting TimeZone; the file that initdb writes has timezone. */
  @Test
  void aFileThatWasTouchedAndSaysTheSameIsNothing(BareServer server) throws Exception {
    PreparedServer.run("touch", server.query("SHOW config_file").get(0));
    assertThat(waiting(server)).isEmpty();
  }

  @Test
  void whatTheServerShowsOtherwiseThanTheFileSaysIsNothing(BareServer server) throws Exception {
    server.execute("ALTER SYSTEM SET archive_command = 'true'");
    reload(server);
    assertThat(server.query("SHOW archive_command")).containsExactly("(disabled)");
    assertThat(waiting(server)).isEmpty();
    server.execute("ALTER SYSTEM RESET archive_command");
  }

  @Test
  void whatIsTakenAwayAndStillInForceIsNamedToo(BareServer server) throws SQLException {
    server.execute(WRITE);
    reload(server);
    server.execute("ALTER SYSTEM RESET log_min_duration_statement");
    assertThat(waiting(server)).containsExactly("log_min_duration_statement");
  }

  @Test
  void theHealthCheckStopsAtItUnlessItIsPlanned(BareServer server) throws SQLException {
    server.execute(WRITE);
    assertThat(health(server, Set.of()))
        .singleElement()
        .asString()
        .contains("settings that were written and wait for a reload", "log_min_duration_statement");
    assertThat(health(server, Set.of("log_min_duration_statement"))).isEmpty();
  }

  private static List<Verdict> health(BareServer server, Set<String> mayWait) throws SQLException {
    Plan plan = Plan.load(Path.of("gates"));
    return new ServerHealth(
            server.connector(),
            plan.health(),
            Clock.systemUTC(),
            mayWait,
            ServerHealth.Roles.PRIMARY)
        .health().verdicts().stream().filter(verdict -> !verdict.passed()).toList();
  }

  private static List<String> waiting(BareServer server) throws SQLException {
    try (Connection session = server.connector().open(ApplicationName.CONTROL)) {
      return WaitingReload.names(
          session, SettingsSnapshot.take(session, Clock.systemUTC()).settings());
    }
  }

  private static void reload(BareServer server) throws SQLException {
    String before = server.query("SELECT pg_conf_load_time()").get(0);
    server.execute("SELECT pg_reload_conf()");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !server.query("SELECT pg_conf_load_time()").get(0).equals(before));
  }
}
