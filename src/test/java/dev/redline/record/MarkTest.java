package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkTest {

  private static final List<Verdict> ANY = List.of(Verdict.fail("f1", "0.1", "0.2", "look"));

  @Test
  void whatThrowsNothingHasPassed() {
    assertThat(Mark.of(null)).isEqualTo(Mark.PASS);
  }

  @Test
  void theFourOutcomesAreToldApart() {
    assertThat(Mark.of(GateFailure.of(ANY))).isEqualTo(Mark.FAIL);
    assertThat(Mark.of(GateInconclusive.of(ANY))).isEqualTo(Mark.INCONCLUSIVE);
    assertThat(Mark.of(GatePaused.of(ANY))).isEqualTo(Mark.PAUSED);
    assertThat(Mark.of(new GateBroken(new IllegalStateException(), ""))).isEqualTo(Mark.BROKEN);
  }

  @Test
  void anAssertionThatIsNoVerdictHasFailedAndAnyOtherFaultIsBroken() {
    assertThat(Mark.of(new AssertionError())).isEqualTo(Mark.FAIL);
    assertThat(Mark.of(new OutOfMemoryError())).isEqualTo(Mark.BROKEN);
  }
}
