package dev.redline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.GatePaused;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that the harness did not make is changed only as far as a person has approved. */
@ExtendWith(StageTrials.class)
class ApprovalTest {

  private static final String APPROVAL =
      "A person has approved what happens to a server that is not throwaway";
  private static final String COMMIT = "The change is committed";

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
  void aStagePausesBeforeItTouchesTheServerAndNamesTheCommandThatApproves() throws Exception {
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(APPROVAL);
    assertThat(outcomes.failed().get(APPROVAL)).isInstanceOf(GatePaused.class);
    assertThat(outcomes.message())
        .startsWith("PAUSED: decision about restart")
        .containsPattern("mvn verify -Dgroups=stageA -Dapprove=restart:[0-9a-f]{8}");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.evidence("hotfix")).isEmpty();
  }

  @Tag("long")
  @Test
  void anApprovedStageGoesOnToItsCommitAndPausesThereWithTheChangeInForce() throws Exception {
    approveRestart();
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(COMMIT);
    assertThat(outcomes.message()).contains("PAUSED: decision about commit");
    assertThat(show("jit")).isEqualTo("off");
  }

  @Test
  void anApprovedCommitEndsTheStageWithoutAnotherRestart() throws Exception {
    approveRestart();
    String commit = hashIn(trial.run("StageA").message());
    String started = startTime();
    trial.property("approve", "commit:" + commit);
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).contains(COMMIT);
    assertThat(startTime()).isEqualTo(started);
    assertThat(trial.stateFile()).content().contains("\"PASSED\"");
    assertThat(trial.evidence("journal.jsonl").get(0))
        .content()
        .contains("\"decision\":\"restart\"", "\"step\":\"begins\"")
        .contains("\"decision\":\"commit\"", "\"step\":\"committed\"");
  }

  @Test
  void aDeclinedCommitPutsTheServerBack() throws Exception {
    approveRestart();
    trial.run("StageA");
    trial.withoutProperty("approve").property("decline", "commit");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message()).contains("declined", "Rolled back in", "proven to be as before");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(show("jit")).isEqualTo("on");
    assertThat(trial.stateFile()).content().contains("\"ROLLED_BACK\"");
  }

  @Test
  @Tag("long")
  void aPlanThatWasEditedAfterItsApprovalIsApprovedAgain() throws Exception {
    String hash = hashIn(trial.run("StageA").message());
    trial.property("approve", "restart:" + hash);
    trial.edit("stages/a.yaml", "value: 0.9", "value: 0.8");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(APPROVAL);
    assertThat(hashIn(outcomes.message())).isNotEqualTo(hash);
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  void aBareApprovalCountsOnlyForAChangeThatWasShown() throws Exception {
    trial.property("approve", "restart");
    assertThat(trial.run("StageA").failed()).containsOnlyKeys(APPROVAL);
    assertThat(trial.run("StageA").failed()).containsOnlyKeys(COMMIT);
  }

  @Tag("long")
  @Test
  void anApprovalIsUsedUpByTheChangeThatItWasGivenFor() throws Exception {
    approveRestart();
    String commit = hashIn(trial.run("StageA").message());
    byte[] withApprovals = Files.readAllBytes(trial.stateFile());
    trial.property("approve", "commit:" + commit);
    assertThat(trial.run("StageA").failed()).isEmpty();
    takeBackByHand();
    String started = startTime();
    trial.withoutProperty("approve");
    assertThat(trial.run("StageA").failed()).containsOnlyKeys(APPROVAL);
    assertThat(startTime()).as("not restarted unasked").isEqualTo(started);

    Files.write(trial.stateFile(), withApprovals);
    assertThat(trial.run("StageA").failed()).containsOnlyKeys(APPROVAL);
    assertThat(startTime()).as("not restarted unasked").isEqualTo(started);
  }

  private void takeBackByHand() throws Exception {
    server.close();
    Files.write(trial.configurationFile(), original);
    server.startAgain();
  }

  @Test
  @Tag("long")
  void anApprovalExpires() throws Exception {
    trial.edit("approvals.yaml", "valid_for: 24h", "valid_for: 1h");
    trial.property("approve", "restart:" + hashIn(trial.run("StageA").message()));
    trial.edit("red-lines.yaml", "precision: {at_least: 0.35", "precision: {at_least: 1.0");
    assertThat(trial.run("StageA").failed()).containsOnlyKeys("Precision stays above its red line");
    trial.withoutProperty("approve").later(Duration.ofHours(2));
    assertThat(trial.run("StageA").failed()).containsOnlyKeys(APPROVAL);
  }

  @Test
  void criticalSettingsNeedADecisionOfTheirOwn() throws Exception {
    trial.edit("approvals.yaml", "above: 16GB", "above: 1GB");
    trial.edit(
        "stages/a.yaml", "value: on\n    because: less WAL", "value: lz4\n    because: less WAL");
    trial.property("approve", "restart:" + hashIn(trial.run("StageA").message()));
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(APPROVAL);
    assertThat(outcomes.message())
        .contains("decision about shared_buffers", "decision about wal_compression")
        .doesNotContain("decision about restart");
  }

  @Test
  void approvingEverythingUnseenIsRefusedOutsideCi() throws Exception {
    trial.property("approve", "all");
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message()).contains("-Dapprove=all", "-Dconfirm=all");
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  @Tag("long")
  void approvingEverythingIsAcceptedInCi() throws Exception {
    trial.property("approve", "all").environment("CI", "true");
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(show("jit")).isEqualTo("off");
  }

  private void approveRestart() {
    trial.property("approve", "restart:" + hashIn(trial.run("StageA").message()));
  }

  private static String hashIn(String message) {
    Matcher hash = Pattern.compile("-Dapprove=[a-z_]+:([0-9a-f]{8})").matcher(message);
    assertThat(hash.find()).as("a command with a hash in: %s", message).isTrue();
    return hash.group(1);
  }

  private String startTime() throws Exception {
    return trial.value("SELECT pg_postmaster_start_time()");
  }

  private String show(String setting) throws Exception {
    return trial.value("SHOW " + setting);
  }
}
