package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run is killed while its change is in force on a server that several clones work on. */
@Tag("crash")
@ExtendWith(StageTrials.class)
class TwoClonesTest {

  private StageTrial trial;
  private YourServer server;
  private Clones clones;
  private byte[] original;
  private Path first;

  @BeforeEach
  void killOneRun(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    server = YourServer.start(trial);
    clones = new Clones(trial, server);
    first = Clones.folder();
    killDuringStageA();
    assertThat(trial.value("SHOW jit")).as("half changed").isEqualTo("off");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void anotherCloneSaysWhoseChangeItMeetsAndTakesItBackOnlyIfItIsTold() throws Exception {
    byte[] half = trial.configuration();
    String started = clones.startTime();
    StageTrial second = clones.another();
    second.ownFixtures();
    second.property("approve", "all").property("confirm", "all");

    GateOutcomes met = second.run("StageA");
    assertThat(met.message())
        .startsWith("PAUSED: changes of other clones that are not committed: observed stageA")
        .contains("of " + Path.of("").toAbsolutePath(), "being applied, since 20");
    assertThat(trial.configuration()).isEqualTo(half);
    assertThat(clones.startTime()).as("not restarted").isEqualTo(started);

    second.property("takeover", Clones.takeover(met.message()));
    assertThat(second.run().failed()).isEmpty();
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.value("SHOW jit")).isEqualTo("on");

    second.withoutProperty("takeover");
    assertThat(second.run("StageA").failed()).isEmpty();
    byte[] committed = trial.configuration();
    String restarted = clones.startTime();

    assertThat(clones.at(first).run().failed()).isEmpty();
    assertThat(trial.configuration()).as("what the other clone committed").isEqualTo(committed);
    assertThat(clones.startTime()).as("not restarted").isEqualTo(restarted);
    assertThat(first.resolve("ai_state.json")).content().contains("\"ROLLED_BACK\"");

    StageTrial third = clones.another();
    assertThat(third.run("StageB").message()).doesNotContain("phases that stageB needs");
    takeBackByHand();
    assertThat(third.run("StageB").message())
        .contains(
            "phases that stageB needs on this server",
            "stageA committed, but ",
            "jit is on, not off");
  }

  @Test
  void aWorkspaceThatWasMovedTakesItsChangeBackOnce() throws Exception {
    Path moved = Clones.folder().resolve("moved");
    Files.move(first, moved);

    assertThat(clones.at(moved).run().failed()).isEmpty();
    assertThat(trial.configuration()).isEqualTo(original);
    String started = clones.startTime();
    assertThat(clones.at(moved).run().failed()).isEmpty();
    assertThat(clones.startTime()).as("not restarted again").isEqualTo(started);
  }

  @Test
  void whereWhatWasKeptIsGoneNothingIsRestarted() throws Exception {
    PreparedServer.run("rm", "-rf", first.resolve("keep").toString());
    String started = clones.startTime();
    for (int run = 0; run < 2; run++) {
      assertThat(clones.at(first).run().message()).contains("before-stageA.json");
      assertThat(clones.startTime()).as("not restarted").isEqualTo(started);
    }
  }

  private void takeBackByHand() throws Exception {
    server.close();
    Files.write(trial.configurationFile(), original);
    server.startAgain();
  }

  private void killDuringStageA() throws Exception {
    Path errors = Files.createTempFile("redline-killed-", ".err");
    Process run =
        SignalledRun.process(first, trial, List.of(server.url()))
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
      String line;
      do {
        line = output.readLine();
      } while (line != null && !line.contains(SignalledRun.REACHED));
      assertThat(line).as("it came so far: %s", Files.readString(errors)).isNotNull();
    } finally {
      run.destroyForcibly().waitFor();
      Files.delete(errors);
    }
  }
}
