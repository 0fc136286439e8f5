package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateFailureTest {

  private static final Verdict FAIL = Verdict.fail("f1", "0.1", "at least 0.2", "look");
  private static final Verdict UNCLEAR = Verdict.inconclusive("recall", "none", "0.9", "measure");
  private static final GateFailure FAILURE = GateFailure.of(List.of(FAIL, UNCLEAR));

  @Test
  void theMessageHoldsEveryObstacleOnALineOfItsOwn() {
    assertThat(FAILURE).hasMessage(FAIL + "\n" + UNCLEAR);
  }

  @Test
  void whatWasDoneAboutItFollowsTheMessage() {
    assertThat(FAILURE.followedBy("Rolled back in 200 ms."))
        .hasMessage(FAIL + "\n" + UNCLEAR + "\nRolled back in 200 ms.");
  }

  @Test
  void whatWasDoneAboutItChangesNeitherVerdictsNorTheirPlace() {
    GateFailure followed = FAILURE.followedBy("Rolled back in 200 ms.");

    assertThat(followed.verdicts()).containsExactly(FAIL, UNCLEAR);
    assertThat(followed.getStackTrace()).isEqualTo(FAILURE.getStackTrace());
  }

  @Test
  void aBrokenGateNamesItsCauseAndWhatWasDoneAboutIt() {
    Throwable cause = new IllegalStateException("the server has gone");

    assertThat(new GateBroken(cause, "Nothing had been changed."))
        .hasMessage("BROKEN: IllegalStateException: the server has gone\nNothing had been changed.")
        .hasCause(cause);
  }

  @Test
  void aCauseWithoutMessageIsNamedByItsType() {
    assertThat(new GateBroken(new NullPointerException(), ""))
        .hasMessage("BROKEN: NullPointerException");
  }
}
