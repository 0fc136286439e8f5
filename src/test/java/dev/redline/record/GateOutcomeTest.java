package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;

class GateOutcomeTest {

  private static final List<Verdict> ANY = List.of(Verdict.fail("f1", "0.1", "0.2", "look"));

  @Test
  void whatThrowsNothingHasPassed() {
    assertThat(GateOutcome.of((Throwable) null)).isEqualTo(GateOutcome.PASS);
  }

  @Test
  void theFourOutcomesAreToldApart() {
    assertThat(GateOutcome.of(GateFailure.of(ANY))).isEqualTo(GateOutcome.FAIL);
    assertThat(GateOutcome.of(GateInconclusive.of(ANY))).isEqualTo(GateOutcome.INCONCLUSIVE);
    assertThat(GateOutcome.of(GatePaused.of(ANY))).isEqualTo(GateOutcome.PAUSED);
    assertThat(GateOutcome.of(new GateBroken(new IllegalStateException(), "")))
        .isEqualTo(GateOutcome.BROKEN);
  }

  @Test
  void verdictsMessagesAndOutcomesGoByTheSameWords() {
    for (Status status : Status.values()) {
      assertThat(GateOutcome.of(status).word()).isEqualTo(status.name());
    }
    for (Throwable thrown :
        List.of(
            GateFailure.of(List.of(Verdict.fail("f1", "0.1", "0.2", "look"))),
            GateInconclusive.of(List.of(Verdict.inconclusive("f1", "none", "0.2", "look"))),
            GatePaused.of(List.of(Verdict.paused("restart", "no", "yes", "approve"))),
            new GateBroken(new IllegalStateException("gone"), ""))) {
      assertThat(thrown).hasMessageStartingWith(GateOutcome.of(thrown).word() + ": ");
    }
  }

  @Test
  void whatJUnitDoesNotCallSuccessfulHasNotPassed() {
    assertThat(GateOutcome.of(TestExecutionResult.successful())).isEqualTo(GateOutcome.PASS);
    assertThat(GateOutcome.of(TestExecutionResult.failed(null))).isEqualTo(GateOutcome.BROKEN);
    assertThat(GateOutcome.of(TestExecutionResult.aborted(null))).isEqualTo(GateOutcome.BROKEN);
  }

  @Test
  void anAssertionThatIsNoVerdictHasFailedAndAnyOtherFaultIsBroken() {
    assertThat(GateOutcome.of(new AssertionError())).isEqualTo(GateOutcome.FAIL);
    assertThat(GateOutcome.of(new OutOfMemoryError())).isEqualTo(GateOutcome.BROKEN);
  }
}
