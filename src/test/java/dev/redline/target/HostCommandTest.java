package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs of a server's owner print what they like. */
@Timeout(60)
class HostCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As a restart script says it under a locale of its own. */
  @Test
  void wordsInAnotherEncodingAreNoFailure() {
    HostCommand.Result result =
        HostCommand.asOurselves().run(PATIENCE, "printf", "d\\351marr\\351, ok");
    assertThat(result.succeeded()).isTrue();
    assertThat(result.output()).startsWith("d").endsWith(", ok");
  }

  /** Written back, it would have changed. */
  @Test
  void contentInAnotherEncodingIsRefused() {
    List<String> command = List.of("printf", "d\\351marr\\351: 1");
    assertThatThrownBy(() -> HostCommand.asOurselves().printed(PATIENCE, "", command))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("Could not run printf");
  }

  @Test
  void aProgramThatPrintsWithoutEndIsStoppedLongBeforeItsTimeIsUp() {
    assertThatThrownBy(
            () ->
                HostCommand.asOurselves()
                    .run(
                        PATIENCE,
                        "sh",
                        "-c",
                        "head -c 70000000 /dev/zero; trap '' TERM; while :; do sleep 1; done"))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("printed more than 64 MB and was stopped");
  }

  @Test
  void aProgramThatPrintsTooMuchAndEndsIsNotReadWhole() {
    assertThatThrownBy(
            () -> HostCommand.asOurselves().run(PATIENCE, "head", "-c", "70000000", "/dev/zero"))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("printed more than 64 MB");
  }
}
