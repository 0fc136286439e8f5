package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Processes of the server are halted (SIGSTOP) under a stage: the run ends in time, a throwaway
 * server is put back, and one of somebody's is as it was once its owner has let it go on.
 */
@Tag("long")
@ExtendWith(StageTrials.class)
class HaltedServerTest {

  private static final Duration BOUND = Duration.ofMinutes(8);
  private static final String RESTART =
      "The change takes effect, with a restart where it needs one";
  private static final String EVALUATION = "The whole evaluation ends within its time";
  private static final String BACKENDS =
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'redline-evaluation'"
          + " AND state = 'active' AND query LIKE '%<=>%' AND pid <> pg_backend_pid()";

  private StageTrial trial;
  private byte[] original;
  private final AtomicReference<String> halted = new AtomicReference<>();

  @BeforeEach
  void takeCopy(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    trial
        .edit("target.yaml", "statement: 10min", "statement: 10s")
        .edit("target.yaml", "connect: 10s", "connect: 2s")
        .edit("target.yaml", "login: 10s", "login: 2s")
        .edit("target.yaml", "answer: 30s", "answer: 2s")
        .edit("target.yaml", "stop_patience: 60s", "stop_patience: 10s");
  }

  /** However a test ends, its server can be stopped. */
  @AfterEach
  void letGoOn() throws Exception {
    String process = halted.get();
    if (process != null && ProcessHandle.of(Long.parseLong(process)).isPresent()) {
      signal("-CONT", process);
    }
  }

  @Test
  void aThrowawayServerWithAHaltedMainProcessIsRestartedByStrongerMeans() throws Exception {
    trial.before(RESTART, () -> halt(postmaster()));
    assertThat(run().failed()).isEmpty();
    assertThat(trial.query("SHOW jit")).containsExactly("off");
  }

  @Test
  void aThrowawayServerIsPutBackWhereTheBackendThatMeasuresIsHalted() throws Exception {
    Thread other = new Thread(this::haltABackend);
    trial.before(EVALUATION, other::start);
    GateOutcomes outcomes = run();
    other.join();
    assertThat(outcomes.message()).contains("Rolled back in", "proven to be as before", "Hot-fix:");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW jit")).containsExactly("on");
  }

  @Test
  void yoursWithAHaltedMainProcessNeedsAPersonAndIsAsItWasThen() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      approve();
      trial.before(RESTART, () -> halt(postmaster()));
      assertThat(run().message()).contains("THE ROLLBACK FAILED, look now", "Hot-fix:");
      signal("-CONT", halted.get());
      assertGoesBack();
    }
  }

  @Test
  void yoursWithAHaltedBackendIsAsItWasOnceTheBackendGoesOn() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      approve();
      Thread other = new Thread(this::haltABackend);
      trial.before(EVALUATION, other::start);
      GateOutcomes outcomes = run();
      other.join();
      assertThat(outcomes.failed()).isNotEmpty();
      assertThat(outcomes.message()).contains("Hot-fix:");
      signal("-CONT", halted.get());
      assertGoesBack();
    }
  }

  /** All that comes before the change, as a person who was shown it does; not that it stays. */
  private void approve() {
    trial.property("approve", trial.run("StageA").approvals());
  }

  private GateOutcomes run() {
    return Assertions.assertTimeout(BOUND, () -> trial.run("StageA"));
  }

  private void assertGoesBack() throws Exception {
    trial.before(RESTART, () -> {}).before(EVALUATION, () -> {});
    trial.withoutProperty("approve").property("decline", "commit");
    trial.run("StageA");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.value("SHOW jit")).isEqualTo("on");
  }

  private String postmaster() throws IOException {
    return Files.readAllLines(trial.data().resolve("postmaster.pid")).get(0).strip();
  }

  private void haltABackend() {
    try (Connection session = trial.connect();
        Statement statement = session.createStatement()) {
      await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> haltOne(statement));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that is halted in the middle of its search, which its client waits for. */
  private boolean haltOne(Statement statement) throws Exception {
    String process;
    try (ResultSet row = statement.executeQuery(BACKENDS)) {
      if (!row.next()) {
        return false;
      }
      process = row.getString(1);
    }
    halt(process);
    try (ResultSet row = statement.executeQuery(BACKENDS + " AND pid = " + process)) {
      if (row.next()) {
        return true;
      }
    }
    signal("-CONT", process);
    return false;
  }

  private boolean halt(String process) throws Exception {
    halted.set(process);
    signal("-STOP", process);
    return true;
  }

  private static void signal(String signal, String process) throws Exception {
    PreparedServer.run(List.of("kill", signal, process).toArray(String[]::new));
  }
}
