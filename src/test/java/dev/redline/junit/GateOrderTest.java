package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.junit.samples.AbortingSample;
import dev.redline.junit.samples.FailingSample;
import dev.redline.junit.samples.InconclusiveSample;
import dev.redline.junit.samples.PassingSample;
import dev.redline.junit.samples.PausingSample;
import dev.redline.junit.samples.PhaselessSample;
import dev.redline.junit.samples.ThrowingSample;
import dev.redline.record.GateBroken;
import dev.redline.record.GateFailure;
import dev.redline.record.GateInconclusive;
import dev.redline.record.GatePaused;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gate that does not pass does to itself and to those after it. */
class GateOrderTest {

  private static final String AFTER = "The promise after it is never looked at";

  @TempDir private Path project;

  private SampleRun run;

  /** A server that is named and never asked: none of these gates needs it. */
  @BeforeEach
  void nameServer() throws IOException {
    run = SampleRun.in(project).environment("DATABASE_URL", "postgresql://app@127.0.0.1:1/rag");
  }

  @Test
  void gatesThatPassAreNamedByTheirSentencesAndRunInOrder() {
    SampleOutcomes outcomes = run.of(PassingSample.class);

    assertThat(outcomes.passed())
        .containsExactly("The first promise holds", "The second promise holds");
    assertThat(run.metrics().resolve("hotfix")).doesNotExist();
  }

  @Test
  void aBrokenPromiseFailsItsGateWithVerdictAftermathAndHotFix() {
    SampleOutcomes outcomes = run.of(FailingSample.class);

    Path hotFix = run.metrics().resolve("hotfix/20260304T050607Z-discovery.md");
    assertThat(outcomes.failed()).containsOnlyKeys("A promise is broken");
    assertThat(outcomes.failure())
        .isInstanceOf(GateFailure.class)
        .hasMessage(
            Verdict.fail("promise", "broken", "kept", "keep it")
                + "\nNothing had been changed.\nHot-fix: "
                + hotFix);
    assertThat(hotFix)
        .content()
        .contains("A promise is broken", "- Nothing had been changed.", "-Dgroups=discovery");
  }

  @Test
  void noGateRunsAfterOneThatDidNotPass() {
    assertThat(run.of(FailingSample.class).skipped())
        .containsExactly(
            Map.entry(AFTER, "not run, because this did not pass: A promise is broken"));
  }

  @Test
  void noGateOfAnotherPhaseRunsEither() {
    SampleOutcomes outcomes = run.of(FailingSample.class, PassingSample.class);

    assertThat(outcomes.passed()).isEmpty();
    assertThat(outcomes.skipped())
        .containsEntry(
            "The first promise holds", "not run, because this did not pass: A promise is broken")
        .hasSize(3);
  }

  @Test
  void aGateThatGivesUpHasFailed() {
    SampleOutcomes outcomes = run.of(AbortingSample.class);

    assertThat(outcomes.aborted()).isEmpty();
    assertThat(outcomes.failed()).containsOnlyKeys("A gate that gives up");
    assertThat(outcomes.failure())
        .isInstanceOf(GateBroken.class)
        .hasMessageContaining("A gate may not be aborted: ")
        .hasMessageContaining("no reason good enough");
    assertThat(outcomes.skipped()).containsOnlyKeys(AFTER);
  }

  @Test
  void aGateThatThrowsIsBrokenAndNotFailed() {
    assertThat(run.of(ThrowingSample.class).failure())
        .isInstanceOf(GateBroken.class)
        .hasMessageStartingWith("BROKEN: the harness is at fault\nNothing had been changed.\n");
  }

  @Test
  void aGateWithoutEnoughEvidenceIsToldApartFromOneThatFailed() {
    SampleOutcomes outcomes = run.of(InconclusiveSample.class);

    assertThat(outcomes.failure())
        .isInstanceOf(GateInconclusive.class)
        .hasMessageStartingWith(
            "INCONCLUSIVE: evidence: observed none, required some. Next: measure\n"
                + "Nothing had been changed.\nHot-fix: ");
    assertThat(outcomes.skipped()).containsOnlyKeys(AFTER);
  }

  @Test
  void aGateThatWaitsForAPersonStopsTheRunAndIsNoFailure() {
    SampleOutcomes outcomes = run.of(PausingSample.class);

    assertThat(outcomes.failure())
        .isInstanceOf(GatePaused.class)
        .hasMessage(
            "PAUSED: decision: observed none, required approved. Next: approve\n"
                + "Nothing had been changed.");
    assertThat(run.metrics().resolve("hotfix")).doesNotExist();
    assertThat(outcomes.skipped()).containsOnlyKeys(AFTER);
  }

  @Test
  void aHotFixThatCannotBeWrittenDoesNotHideTheFailure() throws IOException {
    Files.createDirectories(run.metrics());
    Files.writeString(run.metrics().resolve("hotfix"), "a file where the folder should be");

    assertThat(run.of(FailingSample.class).failure())
        .isInstanceOf(GateFailure.class)
        .hasMessageStartingWith("FAIL: promise: observed broken")
        .hasMessageContaining("No hot-fix: Could not write evidence to " + run.metrics());
  }

  @Test
  void aGateWithoutPhaseIsToldSo() {
    assertThat(run.of(PhaselessSample.class).failure())
        .hasMessageEndingWith(PhaselessSample.class.getName() + " lacks @PhaseGates");
  }
}
