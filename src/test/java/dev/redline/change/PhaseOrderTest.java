package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phase runs only where those that it builds on have passed, and only if it is called for. */
@ExtendWith(StageTrials.class)
class PhaseOrderTest {

  private StageTrial trial;

  @BeforeEach
  void takeCopy(StageTrial copy) {
    trial = copy;
  }

  @Test
  void stageBDoesNotRunOnAServerOnWhichStageAHasNotPassed() throws Exception {
    byte[] original = trial.configuration();
    GateOutcomes outcomes = trial.run("StageB");
    assertThat(outcomes.message())
        .startsWith(
            "INCONCLUSIVE: phases that stageB needs on this server: observed stageA is not run")
        .contains("mvn verify -Dgroups='stageA'")
        .contains("Nothing had been changed");
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  @Tag("long")
  void stageBRunsWhereAPersonHasWaivedThatStageADidNotPass() throws Exception {
    trial.edit("red-lines.yaml", "precision: {at_least: 0.35", "precision: {at_least: 1.0");
    trial.run("StageA");
    trial.edit("red-lines.yaml", "precision: {at_least: 1.0", "precision: {at_least: 0.35");
    assertThat(trial.run("StageB").message()).startsWith("PAUSED: open hot-fixes");
    String hotFix = trial.evidence("-stageA.md").get(0).getFileName().toString();
    trial.property("waive", hotFix.replace(".md", "")).property("reason", "a line for a test");
    assertThat(trial.run("StageB").failed()).isEmpty();
  }

  @Test
  @Tag("long")
  void stageCIsLeftAloneWhereTheCacheHitRatioOfStageBHasNothingToGain() throws Exception {
    GateOutcomes outcomes = trial.run("StageA", "StageB", "StageC");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.skipped()).isEmpty();
    assertThat(trial.stateFile()).content().contains("\"NOT_CALLED_FOR\"");
    assertThat(Files.readString(trial.configurationFile())).contains("# stage B of plan");
  }

  @Test
  @Tag("long")
  void aServerThatIsLeftAloneIsNotComparedWithItself() throws Exception {
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(trial.home().resolve("gate-record.md"))
        .content()
        .containsPattern("slow-down .*left alone: every planned value is in force");
  }

  @Tag("long")
  @Test
  void stageCIsAppliedWhereTheCacheHitRatioOfStageBCallsForIt() throws Exception {
    trial.edit("stages/c.yaml", "at_most: 0.99", "at_most: 1.0");
    assertThat(trial.run("StageA", "StageB", "StageC").failed()).isEmpty();
    assertThat(Files.readString(trial.configurationFile())).contains("# stage C of plan");
  }

  @Test
  @Tag("long")
  void theSettingsThatIsolationGivesToItsRolesStandInNoStagesWay() throws Exception {
    trial.execute("CREATE ROLE ltst_app; ALTER ROLE ltst_app SET work_mem = '64MB'");
    assertThat(trial.run("StageA").failed()).isEmpty();
  }

  @Test
  @Tag("long")
  void stageCNeedsTheEvidenceOfStageB() throws Exception {
    trial.edit(
        "plan.yaml",
        "needs: [discovery, stageB]",
        "needs: [discovery]\n    goes_without: [stageB]");
    GateOutcomes outcomes = trial.run("StageC");
    assertThat(outcomes.message())
        .contains("INCONCLUSIVE: evidence for stageC: observed no cache hit ratio of stageB")
        .contains("mvn verify -Dgroups=stageB");
  }

  @Test
  @Tag("long")
  void statisticsThatSomebodyResetMeanwhileAreNoEvidence() throws Exception {
    String evidence = "The cache hit ratio is on record, for the stage that comes next";
    trial.before(evidence, () -> trial.value("SELECT pg_stat_reset()"));
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(evidence);
    assertThat(outcomes.message()).startsWith("INCONCLUSIVE: cache hit ratio: observed no block");
  }

  @Test
  @Tag("long")
  void whatIsForcedNeedsNoEvidence() throws Exception {
    trial.edit(
        "plan.yaml",
        "needs: [discovery, stageB]",
        "needs: [discovery]\n    goes_without: [stageB]");
    trial.property("force", "stageC");
    assertThat(trial.run("StageC").failed()).isEmpty();
    assertThat(Files.readString(trial.configurationFile())).contains("# stage C of plan");
  }

  @Test
  void afterAFailureLaterPhasesDoNotRunAndSayWhy() throws Exception {
    trial.edit("red-lines.yaml", "precision: {at_least: 0.35", "precision: {at_least: 1.0");
    GateOutcomes outcomes = trial.run("StageA", "StageB");
    assertThat(outcomes.failed())
        .containsOnlyKeys("Precision stays above its red line", GateOutcomes.JUDGED);
    assertThat(outcomes.skipped().values())
        .isNotEmpty()
        .allMatch(
            reason ->
                reason.equals(
                        "not run, because this did not pass: Precision stays above its red line")
                    || reason.equals("not run, because this did not pass: " + GateOutcomes.JUDGED));
  }
}
