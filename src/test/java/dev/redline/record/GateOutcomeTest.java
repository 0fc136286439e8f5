package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateOutcomeTest {

  private static final List<Verdict> ANY = List.of(Verdict.fail("f1", "0.1", "0.2", "look"));

  @Test
  void whatThrowsNothingHasPassed() {
    assertThat(GateOutcome.of(null)).isEqualTo(GateOutcome.PASS);
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
  void anAssertionThatIsNoVerdictHasFailedAndAnyOtherFaultIsBroken() {
    assertThat(GateOutcome.of(new AssertionError())).isEqualTo(GateOutcome.FAIL);
    assertThat(GateOutcome.of(new OutOfMemoryError())).isEqualTo(GateOutcome.BROKEN);
  }
}
