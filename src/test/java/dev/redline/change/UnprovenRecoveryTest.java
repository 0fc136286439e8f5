package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.junit.OpenedRun;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.state.PhaseState;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run that cannot prove that it put the server back stops before its first gate. */
@ExtendWith(StageTrials.class)
class UnprovenRecoveryTest {

  private static final String FIRST =
      "DATABASE_URL and POSTGRES_DSN are resolved in one place, and the resolution is on record"
          + " without credentials";

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void leaveARunInTheMiddle(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    try (OpenedRun run = OpenedRun.open(trial.conditions())) {
      run.progress("stageA").become(PhaseState.RUNNING);
      TuningStage stage = run.stage("stageA");
      stage.change().recordState();
      stage.dryRun();
      stage.keep();
      stage.apply();
    }
    assertThat(trial.configuration()).isNotEqualTo(original);
  }

  @Test
  void rowsThatAreGoneMeanwhileStopTheNextRunBeforeItsFirstGate() throws Exception {
    trial.execute("DELETE FROM probe_vectors WHERE id IN (SELECT id FROM probe_vectors LIMIT 10)");

    GateOutcomes outcomes = trial.run("StageA");

    assertThat(outcomes.passed()).isEmpty();
    assertThat(outcomes.failed()).containsOnlyKeys(FIRST);
    assertThat(outcomes.message())
        .contains("could not be proven to be as it was before stageA")
        .contains("rows of the tables with vectors: observed", "7990", "8000")
        .contains("Next: ", trial.stateFile().toString())
        .contains("No gate has begun")
        .doesNotContain("Nothing had been changed");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.stateFile()).content().contains("\"NEEDS_A_PERSON\"");
    assertThat(trial.evidence("hotfix")).isNotEmpty();
    assertThat(trial.evidence("journal.jsonl").get(0)).content().contains("NOT PROVEN TO BE BACK");
  }

  @Tag("long")
  @Test
  void onceTheRowsAreBackTheNextRunProvesItAndGoesOn() throws Exception {
    trial.execute("CREATE TABLE aside AS SELECT * FROM probe_vectors ORDER BY id LIMIT 10");
    trial.execute("DELETE FROM probe_vectors WHERE id IN (SELECT id FROM aside)");
    assertThat(trial.run("StageA").passed()).isEmpty();
    trial.execute("INSERT INTO probe_vectors SELECT * FROM aside");
    trial.execute("DROP TABLE aside");

    assertThat(trial.run("StageA").failed()).isEmpty();
  }
}
