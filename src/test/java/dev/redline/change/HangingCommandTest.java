package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Your own command to start or stop the server never ends: the run does, and leaves nothing. */
@ExtendWith(StageTrials.class)
class HangingCommandTest {

  private static final Duration BOUND = Duration.ofMinutes(5);
  private static final String HANGING = "sleep 600.070; true";

  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  private StageTrial trial;
  private YourServer server;
  private byte[] original;

  @BeforeEach
  void start(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    server = YourServer.start(trial);
    trial.property("approve", "all").property("confirm", "all");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  @Tag("long")
  void aStartThatHangsLeavesTheOldFileAndAHotFixAndTheNextRunStartsTheServer() throws Exception {
    trial.edit("target.yaml", "command: 2min", "command: 2s");
    trial.edit("target.yaml", "\n  start: [", "\n  start: [sh, -c, \"" + HANGING + "\", ");
    GateOutcomes outcomes = bounded(() -> trial.run("StageA"));
    assertNeedsAPerson(outcomes);
    assertThat(outcomes.message()).contains("within 2 s (limits.command in gates/target.yaml)");
    trial.edit("target.yaml", "sh, -c, \"" + HANGING + "\", ", "");
    assertTheNextRunPasses();
  }

  @Test
  @Tag("long")
  void aStopThatHangsIsTakenBackWithoutARestartForTheServerRunsAsBefore() throws Exception {
    trial.edit("target.yaml", "stop_patience: 60s", "stop_patience: 2s");
    trial.edit("target.yaml", "\n  stop: [", "\n  stop: [sh, -c, \"" + HANGING + "\", ");
    String started = trial.value(STARTED);
    GateOutcomes outcomes = bounded(() -> trial.run("StageA"));
    assertEnded(outcomes, "Rolled back in", "proven to be as before");
    assertThat(trial.value("SHOW jit")).isEqualTo("on");
    assertThat(trial.value(STARTED)).isEqualTo(started);
    trial.edit("target.yaml", "sh, -c, \"" + HANGING + "\", ", "");
    assertTheNextRunPasses();
  }

  private static GateOutcomes bounded(Supplier<GateOutcomes> run) {
    return Assertions.assertTimeout(BOUND, run::get);
  }

  private void assertNeedsAPerson(GateOutcomes outcomes) throws Exception {
    assertEnded(outcomes, "THE ROLLBACK FAILED, look now");
    assertThat(trial.stateFile()).content().contains("\"NEEDS_A_PERSON\"");
  }

  private void assertEnded(GateOutcomes outcomes, String... words) throws Exception {
    assertThat(outcomes.failed())
        .containsOnlyKeys("The change takes effect, with a restart where it needs one");
    assertThat(outcomes.message())
        .contains("sh -c '" + HANGING + "'", "did not end within 2 s")
        .contains(words);
    assertThat(trial.evidence("hotfix")).anyMatch(file -> file.toString().endsWith(".md"));
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(
            ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
        .noneMatch(line -> line.contains("600.070"));
  }

  private void assertTheNextRunPasses() throws Exception {
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(trial.value("SHOW jit")).isEqualTo("off");
    assertThat(trial.stateFile()).content().contains("\"PASSED\"");
  }
}
