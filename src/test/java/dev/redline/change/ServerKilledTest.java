package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's main process is killed under a run: the run fails and puts the server back. */
@ExtendWith(StageTrials.class)
class ServerKilledTest {

  private static final String RESTART =
      "The change takes effect, with a restart where it needs one";
  private static final String EVALUATION = "The whole evaluation ends within its time";

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void takeCopy(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
  }

  @Test
  @Tag("long")
  void betweenTheEditAndTheRestart() throws Exception {
    trial.before("What was written is read back, and would be taken", this::killServer);
    assertPutBack(trial.run("StageA"));
  }

  @Test
  @Tag("long")
  void justBeforeTheRestart() throws Exception {
    trial.before(RESTART, this::killServer);
    assertPutBack(trial.run("StageA"));
  }

  @Tag("long")
  @Test
  void asItStarts() throws Exception {
    Thread killer = new Thread(this::killTheNextServer);
    trial.before(RESTART, killer::start);
    GateOutcomes outcomes = trial.run("StageA");
    killer.join();
    assertPutBack(outcomes);
  }

  @Test
  @Tag("long")
  void whileTheEvaluationRuns() throws Exception {
    trial.before(EVALUATION, this::killServer);
    assertPutBack(trial.run("StageA"));
  }

  private void killServer() throws IOException {
    ProcessHandle server = ProcessHandle.of(pid(trial.data())).orElseThrow();
    server.destroyForcibly();
    await().atMost(Duration.ofMinutes(1)).until(() -> !server.isAlive());
  }

  private void killTheNextServer() {
    try {
      Path data = trial.data();
      long first = pid(data);
      await().pollInSameThread().until(() -> pid(data) != 0 && pid(data) != first);
      killServer();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 0 if no server has written its own yet. */
  private static long pid(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip());
  }

  private void assertPutBack(GateOutcomes outcomes) throws Exception {
    assertThat(outcomes.message()).contains("Rolled back in", "proven to be as before", "Hot-fix:");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW jit")).containsExactly("on");
    assertThat(trial.query("SELECT count(*) FROM probe_vectors")).containsExactly("8000");
    assertThat(trial.stateFile()).content().contains("\"ROLLED_BACK\"");
  }
}
