package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change that is in force waits for a person; meanwhile the server and its plan go on. */
@ExtendWith(StageTrials.class)
class WaitingChangeTest {

  private static final String MAY_BE_CHANGED = "The server is one that may be changed";
  private static final String COMMIT = "The change is committed";
  private static final String DELETE_ONE =
      "DELETE FROM probe_vectors WHERE id = (SELECT max(id) FROM probe_vectors)";

  private StageTrial trial;
  private YourServer server;
  private byte[] original;

  @BeforeEach
  void start(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
    server = YourServer.start(trial);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  @Tag("long")
  void itIsDecidedAboutWhateverBecameOfThePhasesThatItNeeds() throws Exception {
    untilItsCommit("StageA");
    trial.edit(
        "plan.yaml",
        "tag: stageA\n    needs: [discovery]",
        "tag: stageA\n    needs: [discovery, observability]");
    trial.property("decline", "commit");
    assertThat(trial.run("StageA").message()).contains("declined", "proven to be as before");
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Tag("long")
  @Test
  void anotherPhaseThatChangesTheServerWaitsForItAndStandsWhereItStood() throws Exception {
    untilItsCommit("StageA");
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(MAY_BE_CHANGED);
    assertThat(outcomes.message())
        .startsWith("PAUSED: changes that wait for their commit: observed stageA")
        .contains("mvn verify -Dgroups=stageA -Dapprove=commit");
    assertThat(trial.stateFile()).content().doesNotContain("\"isolation\"");
  }

  @Test
  @Tag("long")
  void whereDiscoveryFailsMeanwhileTheWayBackPastItIsPrinted() throws Exception {
    untilItsCommit("StageA");
    trial.edit("health.yaml", "server_at_least: 15", "server_at_least: 99");
    assertThat(trial.run().message())
        .startsWith("FAIL: PostgreSQL's major version")
        .contains("The change of stageA waits for its commit still")
        .contains("mvn verify -Dgroups='stageA & !discovery' -Ddecline=commit");
  }

  @Test
  @Tag("long")
  void aStageThatWasForcedIsCommittedByThePrintedCommand() throws Exception {
    trial.edit(
        "plan.yaml",
        "needs: [discovery, stageB]",
        "needs: [discovery]\n    goes_without: [stageB]");
    trial.property("force", "stageC");
    GateOutcomes waiting = untilItsCommit("StageC");
    assertThat(waiting.message()).contains("mvn verify -Dgroups=stageC -Dforce=stageC -Dapprove=");

    trial.withoutProperty("force").property("approve", waiting.approvals());
    assertThat(trial.run("StageC").failed()).isEmpty();
    assertThat(trial.stateFile()).content().doesNotContain("NOT_CALLED_FOR");
    assertThat(trial.value("SHOW jit")).isEqualTo("off");
  }

  @Test
  @Tag("long")
  void rowsThatApplicationsAddMeanwhileAreNoLoss() throws Exception {
    GateOutcomes waiting = untilItsCommit("StageA");
    addRow();
    trial.property("approve", waiting.approvals());
    assertThat(trial.run("StageA").failed()).isEmpty();
  }

  @Test
  @Tag("long")
  void rowsThatApplicationsAddMeanwhileDoNotStandInTheWayBack() throws Exception {
    untilItsCommit("StageA");
    addRow();
    trial.withoutProperty("approve").property("decline", "commit");
    assertThat(trial.run("StageA").message()).contains("proven to be as before");
    assertThat(trial.stateFile()).content().contains("\"ROLLED_BACK\"");
  }

  @Test
  @Tag("long")
  void rowsThatApplicationsDeleteMeanwhileAreNoLoss() throws Exception {
    untilItsCommit("StageA");
    execute(DELETE_ONE);
    trial.withoutProperty("approve").property("decline", "commit");
    assertThat(trial.run("StageA").message()).contains("proven to be as before");
    assertThat(trial.stateFile()).content().contains("\"ROLLED_BACK\"");
  }

  @Test
  @Tag("long")
  void deletionsThatAnApplicationRollsBackAreNoLoss() throws Exception {
    untilItsCommit("StageA");
    execute("BEGIN; DELETE FROM probe_vectors; ROLLBACK");
    trial.withoutProperty("approve").property("decline", "commit");
    assertThat(trial.run("StageA").message()).contains("proven to be as before");
  }

  @Test
  @Tag("long")
  void rowsThatOthersReplaceBesideACrashAreFoundThoughTheyAreAsManyAsBefore() throws Exception {
    untilItsCommit("StageA");
    execute("UPDATE probe_vectors SET id = -id WHERE id % 4 = 0");
    execute("SELECT pg_stat_reset_single_table_counters('probe_vectors'::regclass)");
    trial.withoutProperty("approve").property("decline", "commit");
    assertThat(trial.run("StageA").message())
        .contains("sampled rows of the tables with vectors that are missing: observed")
        .contains("public.probe_vectors: ", " of 100, by statements at most 0")
        .contains("NOT PROVEN TO BE BACK");
  }

  @Test
  @Tag("long")
  void aPersonsWordEndsWhatCannotBeProven() throws Exception {
    untilItsCommit("StageA");
    loseRow();
    trial.withoutProperty("approve").property("decline", "commit");
    assertThat(trial.run("StageA").message()).contains("NOT PROVEN TO BE BACK");
    trial.withoutProperty("decline");
    assertThat(trial.run("StageA").message()).contains("-Dresolve=stageA -Dreason=");

    trial.property("resolve", "stageA").property("reason", "a row that nobody needs");
    assertThat(trial.run("StageA").message()).contains("PAUSED: decision about");
    assertThat(trial.evidence("journal.jsonl").get(0)).content().contains("that nobody needs");
  }

  /** Deletes a row and the account of it, as a crash loses both. */
  private void loseRow() throws Exception {
    execute(DELETE_ONE);
    execute("SELECT pg_stat_reset_single_table_counters('probe_vectors'::regclass)");
  }

  @Test
  @Tag("long")
  void rowsThatAreGoneMeanwhileAreFound() throws Exception {
    GateOutcomes waiting = untilItsCommit("StageA");
    loseRow();
    trial.property("approve", waiting.approvals());
    assertThat(trial.run("StageA").message())
        .contains(
            "rows of the tables with vectors: observed",
            "not accounted for: [public.probe_vectors]")
        .contains("NOT PROVEN TO BE BACK");
    String started = trial.value("SELECT pg_postmaster_start_time()");
    assertThat(trial.run("StageA").message()).contains("No gate has begun");
    assertThat(trial.value("SELECT pg_postmaster_start_time()"))
        .as("to prove it once more takes no restart")
        .isEqualTo(started);
  }

  @Test
  @Tag("long")
  void aPlanThatIsEditedMeanwhileIsApprovedAndAppliedAnew() throws Exception {
    untilItsCommit("StageA");
    trial.edit("stages/a.yaml", "value: 0.9", "value: 0.8");
    trial.withoutProperty("approve");
    GateOutcomes edited = untilItsCommit("StageA");
    assertThat(trial.value("SHOW checkpoint_completion_target")).isEqualTo("0.8");

    trial.property("approve", edited.approvals());
    assertThat(trial.run("StageA").failed()).isEmpty();
  }

  /** Approves what is asked for until only the commit is. */
  private GateOutcomes untilItsCommit(String phase) {
    trial.property("approve", trial.run(phase).approvals());
    GateOutcomes outcomes = trial.run(phase);
    assertThat(outcomes.failed()).containsOnlyKeys(COMMIT);
    return outcomes;
  }

  private void addRow() throws Exception {
    execute(
        "INSERT INTO probe_vectors SELECT id + 1, metadata, embedding FROM probe_vectors"
            + " ORDER BY id DESC LIMIT 1");
  }

  private void execute(String sql) throws Exception {
    try (var connection = trial.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
