package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of one clone waits for its commit; another clone takes the decision over. */
@Tag("long")
@ExtendWith(StageTrials.class)
class WaitingTakeoverTest {

  private StageTrial trial;
  private YourServer server;
  private Clones clones;
  private byte[] original;
  private Path first;
  private StageTrial second;
  private String approval;

  @BeforeEach
  void waitInOneClone(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    server = YourServer.start(trial);
    clones = new Clones(trial, server);
    first = Clones.folder();
    StageTrial waiting = clones.at(first);
    waiting.property("approve", waiting.run("StageA").approvals());
    GateOutcomes asked = waiting.run("StageA");
    assertThat(asked.message()).startsWith("PAUSED: decision about commit");
    approval = asked.approvals();
    second = clones.another();
    second.property("takeover", Clones.takeover(second.run("StageA").message()));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void itIsCommittedThereAndCountsAsCommittedHere() throws Exception {
    byte[] waiting = trial.configuration();
    String started = clones.startTime();
    second.property("approve", approval);
    assertThat(second.run("StageA").failed()).isEmpty();

    assertThat(clones.at(first).run().failed()).isEmpty();
    assertThat(first.resolve("ai_state.json")).content().contains("\"PASSED\"");
    assertThat(trial.configuration()).isEqualTo(waiting);
    assertThat(trial.value("SHOW jit")).isEqualTo("off");
    assertThat(clones.startTime()).as("not restarted").isEqualTo(started);
  }

  @Test
  void itIsTakenBackThereAndNotOnceMoreHere() throws Exception {
    second.property("decline", "commit");
    assertThat(second.run("StageA").message()).contains("declined", "proven to be as before");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.value("SHOW jit")).isEqualTo("on");
    String started = clones.startTime();

    assertThat(clones.at(first).run().failed()).isEmpty();
    assertThat(first.resolve("ai_state.json")).content().contains("\"ROLLED_BACK\"");
    assertThat(clones.startTime()).as("not restarted again").isEqualTo(started);
  }

  @Test
  void aWordThatNamesAnotherChangeTakesNothingOver() throws Exception {
    byte[] waiting = trial.configuration();
    second.property("takeover", "00000000").property("decline", "commit");
    assertThat(second.run("StageA").message())
        .contains("-Dtakeover=00000000 does not name the change that is not committed");
    assertThat(trial.configuration()).isEqualTo(waiting);
  }
}
