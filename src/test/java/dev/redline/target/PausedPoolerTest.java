package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redline.dsn.Dsn;
import dev.redline.dsn.Secret;
import dev.redline.plan.ApplyWay;
import dev.redline.plan.PoolerCommands;
import dev.redline.plan.RestartWay;
import dev.redline.plan.Yours;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.trial.MadeServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** PgBouncer is told to hold its clients back while the server behind it restarts. */
@EnabledIf(
    value = "dev.redline.trial.MadeServer#hasPgBouncer",
    disabledReason = "no /usr/sbin/pgbouncer: apt-get install pgbouncer, and stop its service")
class PausedPoolerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  private static MadeServer server;
  private static PassFile password;

  @BeforeAll
  static void make() throws Exception {
    server = MadeServer.of("pgbouncer", Map.of("REDLINE_BOUNCER_ADMIN", "postgres"));
    String secret = Dsn.parse(server.fact("url")).properties().getProperty("password");
    Path file = server.folder().resolveSibling("pgpass");
    password = PassFile.write(file, new Secret(secret));
  }

  @AfterAll
  static void remove() throws Exception {
    password.close();
    server.close();
  }

  @Test
  void noClientOfThePoolerLosesAStatementToTheRestart() throws Exception {
    String before = server.query(STARTED);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<?> client = threads.submit(() -> ask(over, asked));
      await().atMost(Duration.ofMinutes(1)).until(() -> asked.get() > 10);
      process(console("PAUSE"), console("RESUME")).restart(PATIENCE, PATIENCE);
      int then = asked.get();
      await().atMost(Duration.ofMinutes(1)).until(() -> asked.get() > then + 10);
      over.set(true);
      client.get();
    } finally {
      over.set(true);
      threads.shutdown();
    }
    assertThat(server.query(STARTED)).isNotEqualTo(before);
  }

  @Test
  void aPoolerThatCannotBePausedLeavesTheServerAsItIs() throws Exception {
    String before = server.query(STARTED);
    ServerProcess process = process(List.of("sh", "-c", "exit 3"), console("RESUME"));
    assertThatThrownBy(() -> process.restart(PATIENCE, PATIENCE))
        .isInstanceOf(ServerControlException.class)
        .hasMessageContaining("cannot be paused, and the server was not restarted");
    assertThat(server.query(STARTED)).isEqualTo(before);
  }

  @Test
  void aPoolerThatDoesNotGoOnIsNamedWithTheCommandThatMakesItGoOn() {
    ServerProcess process = process(console("PAUSE"), List.of("sh", "-c", "exit 4"));
    assertThatThrownBy(() -> process.restart(PATIENCE, PATIENCE))
        .isInstanceOf(ServerControlException.class)
        .hasMessageContaining("does not go on after the restart")
        .hasMessageContaining("sh -c 'exit 4'");
    process(console("PAUSE"), console("RESUME")).start(PATIENCE);
    AtomicBoolean once = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    assertThat(askUntil(once, asked, 1)).isEqualTo(1);
  }

  private static int askUntil(AtomicBoolean over, AtomicInteger asked, int times) {
    try (Connection client = client();
        Statement statement = client.createStatement()) {
      while (!over.get() && asked.get() < times) {
        statement.execute("SELECT 1");
        asked.incrementAndGet();
      }
      return asked.get();
    } catch (SQLException e) {
      throw new IllegalStateException("A client of the pooler lost its statement", e);
    }
  }

  private static void ask(AtomicBoolean over, AtomicInteger asked) {
    askUntil(over, asked, Integer.MAX_VALUE);
  }

  private static Connection client() throws SQLException {
    Dsn dsn = Dsn.parse(server.fact("transaction_url"));
    Properties properties = new Properties();
    properties.putAll(dsn.properties());
    properties.setProperty("prepareThreshold", "0");
    return DriverManager.getConnection(dsn.jdbcUrl(), properties);
  }

  private static List<String> console(String word) {
    String port = server.fact("transaction_url").replaceFirst(".*:(\\d+)/app$", "$1");
    return List.of(
        "psql",
        "host=127.0.0.1 port=%s user=postgres dbname=pgbouncer passfile=%s"
            .formatted(port, password.file()),
        "-c",
        word);
  }

  private static ServerProcess process(List<String> pause, List<String> resume) {
    Yours yours =
        new Yours(
            words(server.fact("start")),
            words(server.fact("stop")),
            new RestartWay(RestartWay.Kind.START_AND_STOP, List.of()),
            Optional.empty(),
            ApplyWay.POSTGRESQL_CONF,
            Optional.of(new PoolerCommands(pause, resume, List.of())),
            List.of());
    Path data;
    try {
      data = Path.of(server.query("SHOW data_directory"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return PausedPooler.around(
        new CommandProcess(server.connector(), new DataDirectory(data), yours, PATIENCE),
        yours,
        PATIENCE);
  }

  /** A list as gates/target.yaml takes it. */
  private static List<String> words(String yaml) {
    return List.of(yaml.replaceAll("^\\[|]$", "").replace("\"", "").split(", *"));
  }
}
