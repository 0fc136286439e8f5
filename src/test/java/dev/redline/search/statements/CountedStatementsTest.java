package dev.redline.search.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.StatementConfig;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerControl;
import dev.redline.trial.BareServer;
import dev.redline.vector.SearchPace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What pg_stat_statements has at its top is not run, if it may have side effects. */
@Tag("long")
class CountedStatementsTest {

  private static final String VOLATILE = "SELECT count(st.act()) FROM st.n";
  private static final String STABLE = "SELECT count(st.feigned()) FROM st.n";

  private static BareServer server;

  @TempDir private static Path folder;

  @BeforeAll
  static void aServerThatCounts() throws Exception {
    server = BareServer.start();
    server.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    ServerControl control = server.target().control().orElseThrow();
    control.process().stop(Duration.ofSeconds(60));
    control.process().start(Duration.ofSeconds(60));
    server.execute(
        "CREATE EXTENSION pg_stat_statements",
        "CREATE SCHEMA st",
        "CREATE TABLE st.trace (n int)",
        "CREATE TABLE st.n AS SELECT generate_series(1, 5000) n",
        "CREATE FUNCTION st.act() RETURNS int LANGUAGE plpgsql VOLATILE AS $$ BEGIN"
            + " PERFORM pg_notify('st', 'x'); PERFORM pg_advisory_lock(4711);"
            + " INSERT INTO st.trace VALUES (1); RETURN 1; END $$",
        "CREATE FUNCTION st.feigned() RETURNS int LANGUAGE plpgsql STABLE AS"
            + " $$ BEGIN PERFORM st.act(); RETURN 1; END $$");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void functionsWithSideEffectsAtTheTopLeaveNoRowNotificationOrLockOfOurMaking() throws Exception {
    try (Connection application = server.connector().open(ApplicationName.CONTROL);
        Statement statement = application.createStatement()) {
      for (String sql : List.of(VOLATILE, STABLE)) {
        statement.execute(sql);
      }
      statement.execute("SELECT pg_advisory_unlock_all()");
    }
    String rows = "SELECT count(*) FROM st.trace";
    assertThat(server.query(rows)).as("it writes when it is run").containsExactly("10000");

    try (Connection listener = server.connector().open(ApplicationName.CONTROL);
        Connection ours = server.connector().open(ApplicationName.EVALUATION)) {
      listener.createStatement().execute("LISTEN st");
      List<MeasuredStatement> measured =
          new StatementProbe(ours, rules(), 1070, SearchPace.UNLIMITED).measure(Optional.empty());

      assertThat(measured.subList(0, 2))
          .extracting(MeasuredStatement::text)
          .containsExactlyInAnyOrder(VOLATILE, STABLE);
      assertThat(measured.subList(0, 2))
          .allSatisfy(
              each -> {
                assertThat(each.millis()).isEmpty();
                assertThat(each.notRun().orElseThrow()).contains("which may have side effects");
              });
      assertThat(server.query(rows)).containsExactly("10000");
      assertThat(server.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
          .containsExactly("0");
      listener.createStatement().execute("SELECT 1");
      assertThat(listener.unwrap(PGConnection.class).getNotifications()).isEmpty();
    }
  }

  @Test
  void whatWeAskOfTheCatalogAndWhatWeSampleIsNotTheServersWork() throws Exception {
    String sample =
        "SELECT n FROM st.n WHERE n IS NOT NULL ORDER BY md5(concat(n, 1070::text)) LIMIT 5";
    String catalog = "SELECT count(*) FROM pg_catalog.pg_class a, pg_catalog.pg_class b";
    server.query(sample);
    server.query(catalog);
    try (Connection ours = server.connector().open(ApplicationName.EVALUATION)) {
      assertThat(FoundStatement.top(ours, 100))
          .extracting(FoundStatement::text)
          .noneMatch(text -> text.contains("pg_catalog") || text.contains("md5(concat("));
    }
  }

  private static StatementConfig rules() throws Exception {
    String yaml =
        Files.readString(Path.of("fixtures/demo/workload.yaml"))
            + "\nstatements: {top: 5, samples: 3, slowdown: {at_most: 2}}\n";
    Path file = Files.writeString(folder.resolve("workload.yaml"), yaml);
    return WorkloadPlan.read(file, Plan.load(Path.of("gates")).latency())
        .statements()
        .orElseThrow();
  }
}
