package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person has approved on a server of theirs stays, whatever is measured after that. */
class ApprovedCommitTest {

  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  private MadeTrial made;
  private GateOutcomes waiting;

  @BeforeEach
  void waitForTheCommit() throws Exception {
    made = MadeTrial.of("plain");
    waiting = made.untilItsCommit("StageA");
    assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
  }

  @AfterEach
  void stop() throws Exception {
    made.close();
  }

  @Tag("long")
  @Test
  void searchesThatMeetNoTargetAnyMoreAreAWarningAndNoRestart() throws Exception {
    made.trial().edit("latency.yaml", "p95: {at_most: 200ms", "p95: {at_most: 1us");
    String started = made.server().query(STARTED);
    made.trial().property("approve", waiting.approvals());
    GateOutcomes committed = made.trial().run("StageA");
    assertThat(committed.failed()).isEmpty();
    assertThat(made.server().query("SHOW jit")).isEqualTo("off");
    assertThat(made.server().query(STARTED)).isEqualTo(started);
    assertThat(made.trial().stateFile()).content().contains("\"PASSED\"");
    assertThat(made.home().resolve("gate-record.json")).content().contains("a warning, FAIL");
  }

  @Test
  @Tag("long")
  void whatCannotBeMeasuredAnyMoreIsAWarning() throws Exception {
    made.trial().before("Caches are warm before anything is timed", this::dropSearched);
    made.trial().property("approve", waiting.approvals());
    made.trial().run("StageA");
    assertThat(made.server().query("SHOW jit")).isEqualTo("off");
  }

  @Test
  @Tag("long")
  void beforeTheApprovalTheSameTakesTheChangeBack() throws Exception {
    made.trial().edit("latency.yaml", "p95: {at_most: 200ms", "p95: {at_most: 1us");
    assertThat(made.trial().run("StageA").message())
        .startsWith("FAIL: p95 of vector search")
        .contains("proven to be as before");
  }

  private void dropSearched() throws Exception {
    made.server().execute("ALTER TABLE articles RENAME COLUMN embedding TO elsewhere");
  }
}
