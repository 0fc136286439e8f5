package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GateFailureTest {

  private static final Verdict FAIL = Verdict.fail("f1", "0.1", "at least 0.2", "look");
  private static final Verdict UNCLEAR = Verdict.inconclusive("recall", "none", "0.9", "measure");
  private static final GateFailure FAILURE = GateFailure.of(List.of(FAIL, UNCLEAR));

  static Stream<GateStopped> whatWasDoneAboutItFollowsEveryOutcomeAndKeepsItsVerdicts() {
    return Stream.of(
        GateFailure.of(List.of(FAIL, UNCLEAR)),
        GateInconclusive.of(List.of(FAIL, UNCLEAR)),
        GatePaused.of(List.of(FAIL, UNCLEAR)));
  }

  @ParameterizedTest
  @MethodSource
  void whatWasDoneAboutItFollowsEveryOutcomeAndKeepsItsVerdicts(GateStopped stopped) {
    Throwable followed = stopped.followedBy("Rolled back in 200 ms.");

    assertThat(followed)
        .isInstanceOf(stopped.getClass())
        .hasMessage(FAIL + "\n" + UNCLEAR + "\nRolled back in 200 ms.");
    assertThat(((GateStopped) followed).verdicts()).containsExactly(FAIL, UNCLEAR);
    assertThat(followed.getStackTrace()).isEqualTo(((Throwable) stopped).getStackTrace());
  }

  @Test
  void theMessageHoldsEveryObstacleOnALineOfItsOwn() {
    assertThat(FAILURE).hasMessage(FAIL + "\n" + UNCLEAR);
  }

  @Test
  void aBrokenGateNamesItsCauseAndWhatWasDoneAboutIt() {
    Throwable cause = new IllegalStateException("the server has gone");

    assertThat(new GateBroken(cause, "Nothing had been changed."))
        .hasMessage("BROKEN: the server has gone\nNothing had been changed.")
        .hasCause(cause);
  }

  @Test
  void aCauseWithoutMessageIsAFaultOfTheHarness() {
    assertThat(new GateBroken(new NullPointerException(), ""))
        .hasMessageStartingWith("BROKEN: a fault of the harness itself");
  }
}
