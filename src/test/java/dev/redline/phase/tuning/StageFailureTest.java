package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.target.Target;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.SmallDisk;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each way in which a stage can fail: it stops, puts the server back and says why. */
@ExtendWith(StageTrials.class)
class StageFailureTest {

  private static final String EDIT = "The change is written where it belongs";
  private static final String BACKUP =
      "The way back is kept, and proven, before anything is touched";
  private static final String HEALTH =
      "The server answers, is recent enough and has the extensions that the plan needs";
  private static final String RESTART =
      "The change takes effect, with a restart where it needs one";

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void takeCopy(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
  }

  @Tag("long")
  @Test
  void stageAPassesAndLeavesItsSettingsInForce() throws Exception {
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.skipped()).isEmpty();
    assertThat(trial.query("SHOW jit")).containsExactly("off");
    assertThat(Files.readAllBytes(Path.of(trial.configurationFile() + ".bak"))).isEqualTo(original);
    assertThat(trial.evidence("ragchecker_official_evaluation_")).hasSize(1);
  }

  @Test
  void aRedLineAboveTheScoreRollsBack() throws Exception {
    trial.edit("red-lines.yaml", "precision: {at_least: 0.35", "precision: {at_least: 1.0");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message()).contains("FAIL: precision: observed 0.", "required at least 1");
    assertThat(outcomes.passed())
        .contains(
            "Recall stays above its red line",
            "F1 stays above its red line",
            "Answers are not worse than before the change, nor than the accepted baseline",
            "Vector searches meet p95 and recall at every K, on the HNSW index",
            "Vector searches are not slower than before the change");
    assertRolledBack(outcomes);
  }

  @Test
  @Tag("long")
  void aLatencyTargetThatNobodyMeetsRollsBack() throws Exception {
    trial.edit("latency.yaml", "p95: {at_most: 200ms, ", "p95: {at_most: 0.01ms, ");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message())
        .contains("FAIL: p95 of vector search at K=16", "required at most 0.01 ms");
    assertRolledBack(outcomes);
  }

  @Test
  @Tag("long")
  void aSearchThatFellFromTheIndexIsAFailureOfItsOwnKind() throws Exception {
    String gate = "No vector search fell from its index, and no statement has a worse plan or time";
    trial.before(gate, () -> endIndexScans());
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsKeys(gate, GateOutcomes.JUDGED);
    assertThat(outcomes.failed().get(gate).getMessage())
        .contains(
            "FAIL: plan of vector search at K=8, probe vectors: observed index probe_vectors_embedding_hnsw"
                + " before, sequential scan of probe_vectors after")
        .doesNotContain("p95");
  }

  @Test
  void aValueThatTheServerRejectsIsFoundBeforeTheRestart() throws Exception {
    trial.edit("stages/a.yaml", "checkpoint_completion_target:", "log_timezone:");
    trial.edit("stages/a.yaml", "value: 0.9", "value: Mars/Phobos");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message()).contains("log_timezone = 'Mars/Phobos'");
    assertThat(outcomes.passed()).contains(EDIT).doesNotContain(RESTART);
    assertRolledBack(outcomes);
  }

  @Test
  void aValueWithWhichTheServerCannotStartRollsBack() throws Exception {
    trial
        .edit("stages/a.yaml", "shared_buffers:\n    value: 8GB", "shared_buffers:\n    value: 7TB")
        .property("scale", "none")
        .property("try", "beyond-memory");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(RESTART);
    assertThat(outcomes.message()).contains("did not start", "shared memory");
    assertRolledBack(outcomes);
  }

  @Test
  void aStageThatCannotFitIsRefusedBeforeAnythingIsTouched() throws Exception {
    trial
        .edit("stages/a.yaml", "shared_buffers:\n    value: 8GB", "shared_buffers:\n    value: 7TB")
        .property("scale", "none");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message())
        .contains("FAIL: memory that the stage asks for: observed 7168.0GB shared_buffers")
        .contains("-Dtry=beyond-memory", "Nothing had been changed");
    assertThat(outcomes.passed()).doesNotContain(EDIT);
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  void aSettingShadowedByAlterSystemIsRefusedAndNothingIsTouched() throws Exception {
    trial.execute("ALTER SYSTEM SET work_mem = '5MB'");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message())
        .contains(
            "work_mem is set to 5MB by", "postgresql.auto.conf", "ALTER SYSTEM RESET work_mem")
        .contains("Nothing had been changed");
    assertThat(outcomes.passed()).doesNotContain(EDIT);
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.configurationFile().resolveSibling("postgresql.conf.bak")).doesNotExist();
  }

  @Test
  @Tag("long")
  void aSettingShadowedByARoleIsRefused() throws Exception {
    trial.execute("ALTER ROLE redline SET jit = 'on'");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message()).contains("ALTER ROLE \"redline\" RESET jit");
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  @Tag("long")
  void aLostConnectionInTheMiddleRollsBack() throws Exception {
    List<Thread> killer = new ArrayList<>();
    trial.before("The whole evaluation ends within its time", () -> killer.add(blocked()));
    GateOutcomes outcomes = trial.run("StageA");
    killer.get(0).join();
    assertThat(outcomes.message()).contains("BROKEN", "terminating connection");
    assertRolledBack(outcomes);
  }

  @Test
  @Tag("long")
  void aPostgresqlConfThatCannotBeWrittenIsLeftAsItIs() throws Exception {
    Path file = trial.configurationFile();
    trial.before(
        EDIT, () -> PreparedServer.run("mount", "--bind", file.toString(), file.toString()));
    try {
      GateOutcomes outcomes = trial.run("StageA");
      assertThat(outcomes.failed()).containsOnlyKeys(EDIT);
      assertThat(outcomes.message()).contains("Could not write " + file);
    } finally {
      PreparedServer.run("umount", file.toString());
    }
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW jit")).containsExactly("on");
  }

  @Test
  @Tag("long")
  void aDiskThatIsFullWhileTheBackupIsWrittenEndsTheStageBeforeAnythingIsChanged()
      throws Exception {
    try (SmallDisk disk = SmallDisk.under(trial.data())) {
      original = trial.configuration();
      trial.edit(
          "stages/a.yaml", "value: 8GB\n    scales_with: memory\n    at_least: 1GB", "value: 1GB");
      trial.before(BACKUP, disk::fill);
      GateOutcomes outcomes = trial.run("StageA");
      assertThat(outcomes.failed()).containsOnlyKeys(BACKUP);
      assertThat(outcomes.message()).contains("No space left on device", "proven to be as before");
      assertThat(trial.configuration()).isEqualTo(original);
      disk.release();
      assertThat(trial.query("SHOW jit")).containsExactly("on");
    }
  }

  @Test
  @Tag("long")
  void aDiskWithoutRoomForTheWriteAheadLogIsFoundBeforeAnybodyIsAsked() throws Exception {
    try (SmallDisk disk = SmallDisk.under(trial.data())) {
      GateOutcomes outcomes = trial.run("StageA");
      assertThat(outcomes.failed())
          .containsOnlyKeys("The dry run names everything that would be changed");
      assertThat(outcomes.message())
          .contains("FAIL: disk for the write-ahead log to grow to max_wal_size = ")
          .contains("make room", "Nothing had been changed");
    }
  }

  @Test
  @Tag("long")
  void aServerWithoutTheExtensionIsRefusedByTheHealthCheck() throws Exception {
    trial.execute("CREATE DATABASE bare");
    try (Target server = trial.open()) {
      trial.environment("DATABASE_URL", trial.url("bare"));
      GateOutcomes outcomes = trial.run("StageA");
      assertThat(outcomes.failed()).containsOnlyKeys(HEALTH);
      assertThat(outcomes.message())
          .contains("extension vector: observed available, required installed, 0.8.0 or later")
          .contains("CREATE EXTENSION vector");
    }
  }

  @Test
  @Tag("long")
  void anOlderPgvectorIsRefusedByTheHealthCheck() throws Exception {
    trial.execute(
        "SET allow_system_table_mods = on;"
            + " UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'");
    try (Target server = trial.open()) {
      trial.environment("DATABASE_URL", trial.url("redline"));
      GateOutcomes outcomes = trial.run("StageA");
      assertThat(outcomes.failed()).containsOnlyKeys(HEALTH);
      assertThat(outcomes.message())
          .contains("extension vector: observed 0.7.4, required installed, 0.8.0 or later")
          .contains("ALTER EXTENSION vector UPDATE");
    }
  }

  @Test
  void aServerOfYoursIsReadAndNeverChanged() throws Exception {
    try (Target server = trial.open()) {
      trial.environment("DATABASE_URL", trial.url("redline"));
      GateOutcomes outcomes = trial.run("StageA");
      assertThat(outcomes.passed()).contains(HEALTH);
      assertThat(outcomes.failed()).containsOnlyKeys("The server is one that may be changed");
      assertThat(outcomes.message()).contains("read only: your server", "-Dgroups=discovery");
      assertThat(trial.configuration()).isEqualTo(original);
    }
    String password = Files.readString(trial.data().resolveSibling("password")).strip();
    for (Path file : trial.evidence("")) {
      if (Files.isRegularFile(file)) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain(password);
      }
    }
  }

  @Test
  void mockMeansThatNoGateRunsAndNonePasses() {
    trial.environment("DATABASE_URL", "mock://test");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.passed()).isEmpty();
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.skipped().values()).allMatch(reason -> reason.contains("no server"));
  }

  private void endIndexScans() throws IOException, SQLException {
    try (Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE redline SET enable_indexscan = off");
    }
  }

  /** The evaluation waits for a lock from now on, until its session is ended. */
  private Thread blocked() throws IOException, SQLException {
    Connection holder = trial.connect();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("LOCK TABLE document_chunks");
    }
    Thread killer = new Thread(() -> endEvaluationSession(holder));
    killer.start();
    return killer;
  }

  private void endEvaluationSession(Connection holder) {
    String kill =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'redline-evaluation' AND wait_event_type = 'Lock'";
    try (holder;
        Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      await().forever().until(() -> statement.executeQuery(kill).next());
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertRolledBack(GateOutcomes outcomes) throws Exception {
    assertThat(outcomes.message()).contains("Rolled back in", "Hot-fix:");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW jit")).containsExactly("on");
    assertThat(trial.query("SELECT count(*) FROM probe_vectors")).containsExactly("8000");
    assertThat(trial.evidence("hotfix")).anyMatch(file -> file.toString().endsWith(".md"));
    assertThat(outcomes.skipped().values()).allMatch(reason -> reason.startsWith("not run"));
  }
}
