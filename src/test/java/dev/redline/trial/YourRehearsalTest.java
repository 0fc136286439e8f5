package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stage for a server of somebody's, tried on copies of that server first. */
@Tag("long")
class YourRehearsalTest {

  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  private MadeTrial made;

  private void rehearseOn(String kind) throws Exception {
    made = MadeTrial.of(kind);
    made.trial().edit("target.yaml", "rehearse: none", "rehearse: twin");
  }

  @AfterEach
  void stop() throws Exception {
    made.close();
  }

  /** Debian keeps the configuration in a folder of its own, which everybody may read. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "debian"})
  void aGoodStageIsTriedOnCopiesAndThenWaitsForItsCommit(String kind) throws Exception {
    rehearseOn(kind);
    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.message()).startsWith("PAUSED: decision about commit");
    assertThat(made.trial().evidence("stageA_twins")).hasSize(1);
    assertThat(made.server().query("SHOW jit")).isEqualTo("off");
  }

  @Test
  void aStageThatCannotStartLeavesTheServerUntouched() throws Exception {
    rehearseOn("plain");
    String started = made.server().query(STARTED);
    made.trial()
        .edit("stages/a.yaml", "shared_buffers:\n    value: 8GB", "shared_buffers:\n    value: 7TB")
        .property("scale", "none")
        .property("try", "beyond-memory");

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.message()).contains("start of a twin with the new values", "untouched");
    assertThat(made.server().query(STARTED)).isEqualTo(started);
    assertThat(made.server().query("SHOW jit")).isEqualTo("on");
  }
}
