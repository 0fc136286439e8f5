package dev.redline.phase.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An index change that is killed leaves no invalid index behind, and neither loses the old one. */
@Tag("crash")
@ExtendWith(StageTrials.class)
class IndexKilledTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String OLD = "probe_vectors_embedding_hnsw";
  private static final String INDEXES =
      "SELECT pg_get_indexdef(indexrelid) || ' ' || indisvalid FROM pg_index"
          + " WHERE indrelid = 'probe_vectors'::regclass AND NOT indisprimary ORDER BY 1";
  private static final String BUILDS =
      "SELECT count(*) FROM pg_stat_progress_create_index WHERE phase LIKE 'building index%'";
  private static final String WAITS =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%s%%'";

  private StageTrial trial;
  private List<String> before;

  @BeforeEach
  void take(StageTrial copy) throws Exception {
    trial = copy;
    before = trial.query(INDEXES);
    trial.edit("indexes.yaml", "written_rows: 500", "written_rows: 50");
    trial.edit("indexes.yaml", "write_cost: {at_most: 3}", "write_cost: {at_most: 50}");
    trial.edit("indexes.yaml", "lock_patience: 5s", "lock_patience: 1min");
    trial.edit("indexes.yaml", "workers: 2", "workers: 0");
  }

  @Test
  void killedInTheBuildTheNextRunDropsWhatThereIsOfIt() throws Exception {
    killed(BUILDS);
    assertThat(trial.run().failed()).isEmpty();

    assertThat(trial.query(INDEXES)).isEqualTo(before);
  }

  @Test
  void withTheServerKilledInTheBuildAsWellTheNextRunDropsTheInvalidIndex() throws Exception {
    killed(BUILDS);
    String postmaster = Files.readAllLines(trial.data().resolve("postmaster.pid")).get(0).strip();
    PreparedServer.run("kill", "-QUIT", postmaster);
    assertThat(trial.run().failed()).isEmpty();

    assertThat(trial.query(INDEXES)).isEqualTo(before);
  }

  @Test
  void killedInTheSwapTheNextRunGivesTheOldIndexItsPlaceBack() throws Exception {
    trial.edit("target.yaml", "rehearse: none", "rehearse: twin");
    CompletableFuture<Connection> holder =
        CompletableFuture.supplyAsync(() -> heldBy("COMMENT ON INDEX " + OLD + " IS 'mine'"));
    killed(WAITS.formatted("COMMENT ON INDEX"));
    holder.join().close();
    assertThat(trial.run().failed()).isEmpty();

    assertThat(trial.query(INDEXES)).isEqualTo(before);
  }

  @Test
  void killedInTheDropTheNextIndexRunDropsTheOldOne() throws Exception {
    trial.edit("target.yaml", "rehearse: none", "rehearse: twin");
    CompletableFuture<Connection> holder =
        CompletableFuture.supplyAsync(() -> heldBy("SELECT 1 FROM probe_vectors LIMIT 1"));
    killed(WAITS.formatted("DROP INDEX CONCURRENTLY IF EXISTS"));
    holder.join().close();
    GateOutcomes next = trial.runOnly("Index");

    assertThat(next.failed()).isEmpty();
    assertThat(trial.query(INDEXES)).singleElement().asString().contains(OLD, "m='24'", "true");
  }

  @Test
  void cancelledInTheBuildItTakesItselfBack() throws Exception {
    trial.before(
        "The change is written where it belongs",
        () -> CompletableFuture.runAsync(this::cancelBuild));

    assertThat(trial.run("Index").message())
        .contains("canceling statement due to user request", "proven to be as before");
    assertThat(trial.query(INDEXES)).isEqualTo(before);
  }

  private void cancelBuild() {
    awaitOne(BUILDS);
    try {
      trial.value(
          "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_progress_create_index"
              + " WHERE phase LIKE 'building index%'");
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opened once the child has built the index: before that it would hold up the build. */
  private Connection heldBy(String sql) {
    awaitOne(
        "SELECT count(*) FROM pg_class i JOIN pg_index x ON x.indexrelid = i.oid"
            + " WHERE i.relname ~ '^redline_' AND x.indisvalid");
    try {
      Connection connection = trial.connect();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      return connection;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the run once the query counts something. */
  private void killed(String query) throws Exception {
    Path output = trial.home().resolve("output");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                IndexRun.class.getName(),
                trial.home().toString(),
                trial.gates().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptions()
          .until(() -> !run.isAlive() || count(query) > 0);
      assertThat(run.isAlive()).as(Files.readString(output)).isTrue();
    } finally {
      run.destroyForcibly().waitFor();
    }
  }

  private void awaitOne(String query) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> count(query) > 0);
  }

  private long count(String query) throws IOException, SQLException {
    return Long.parseLong(trial.value(query));
  }
}
