package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong with a stage is found on a twin; the server itself runs on as it was. */
@ExtendWith(StageTrials.class)
class RehearsalTest {

  private static final String RESTART =
      "The change takes effect, with a restart where it needs one";

  private static final String SLOWER =
      "Searches on the twin are not slower than with the old values, in pairs";

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void takeCopy(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    trial.edit("target.yaml", "rehearse: none", "rehearse: twin");
  }

  @Test
  @Tag("long")
  void aStageThatIsGoodPassesOnTheTwinFirstAndIsConfirmedAgainstTheUnchangedOne() throws Exception {
    GateOutcomes outcomes = trial.run("StageA");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.skipped()).isEmpty();
    assertThat(trial.query("SHOW jit")).containsExactly("off");
    assertThat(trial.evidence("stageA_twins")).hasSize(1);
    assertThat(trial.evidence("stageA_server")).hasSize(1);
    assertNoTwinIsLeft();
  }

  @Test
  @Tag("long")
  void aValueWithWhichTheServerCannotStartIsFoundOnTheTwin() throws Exception {
    trial
        .edit("stages/a.yaml", "shared_buffers:\n    value: 8GB", "shared_buffers:\n    value: 7TB")
        .property("scale", "none")
        .property("try", "beyond-memory");
    GateOutcomes outcomes = trial.run("StageA");

    assertThat(outcomes.failed())
        .containsOnlyKeys("The new values start on a twin, or the record says that there is none");
    assertThat(outcomes.message()).contains("did not start", "shared memory");
    assertUntouched(outcomes);
  }

  @Test
  void aValueThatMakesSearchesSlowerIsFoundOnTheTwin() throws Exception {
    trial.edit("stages/a.yaml", "value: off", "value: on\n  jit_above_cost:\n    value: 0");
    GateOutcomes outcomes = trial.timed().run("StageA");

    assertThat(outcomes.failed())
        .containsOnlyKeys(SLOWER, "Everything that was judged on the twin has passed");
    assertThat(String.valueOf(outcomes.failed().get(SLOWER)))
        .containsPattern("FAIL: p\\d\\d of searches on the twin")
        .contains("not calibrated here");
    assertUntouched(outcomes);
  }

  private void assertUntouched(GateOutcomes outcomes) throws Exception {
    assertThat(outcomes.passed()).doesNotContain(RESTART);
    assertThat(trial.configuration()).isEqualTo(original);
    assertNoTwinIsLeft();
  }

  private void assertNoTwinIsLeft() throws Exception {
    Path twins = trial.configurationFile().getParent().resolveSibling("twins");
    assertThat(Files.exists(twins.resolve("old"))).isFalse();
    assertThat(Files.exists(twins.resolve("new"))).isFalse();
  }
}
