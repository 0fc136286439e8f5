package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.TimeLimits;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gate that waits for ever. */
class RunWatchTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicInteger sessionsEnded = new AtomicInteger();

  @Test
  @Timeout(120)
  void aGateThatWaitsForEverIsEndedAtItsLimitAndSaysWhich() {
    try (RunWatch watch = watch(Duration.ofSeconds(1), HOUR, HOUR)) {
      watch.gate("Searches are fast enough", "stageA");

      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class)
          .satisfies(
              met ->
                  assertThat(watch.explained(met))
                      .hasMessageContaining("Searches are fast enough: the limit of the gate")
                      .hasMessageContaining("limits.gate in gates/target.yaml: 1 s")
                      .hasCause(met));
      assertThat(sessionsEnded).hasValue(1);
      assertThat(watch.reason()).isPresent();
    }
  }

  @Test
  @Timeout(120)
  void thePhaseEndsItWhereItsOwnLimitComesSooner() {
    try (RunWatch watch = watch(HOUR, Duration.ofSeconds(1), HOUR)) {
      watch.gate("Searches are fast enough", "stageA");

      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      assertThat(watch.reason().orElseThrow()).contains("limits.phase in gates/target.yaml: 1 s");
    }
  }

  @Test
  @Timeout(120)
  void theRunEndsItInWhateverPhaseAndSaysSo() {
    try (RunWatch watch = watch(HOUR, HOUR, Duration.ofSeconds(1))) {
      watch.gate("The server is healthy", "healthcheck");
      watch.rest();
      watch.gate("Searches are fast enough", "stageA");

      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class)
          .satisfies(
              met ->
                  assertThat(watch.explained(met))
                      .hasMessageContaining("Searches are fast enough: the limit of the run")
                      .hasMessageContaining("limits.run in gates/target.yaml: 1 s"));
      assertThat(sessionsEnded).hasValue(1);
    }
  }

  @Test
  void aGateThatEndsIsNotEnded() {
    try (RunWatch watch = watch(HOUR, HOUR, HOUR)) {
      watch.gate("Searches are fast enough", "stageA");
      watch.rest();

      assertThat(watch.reason()).isEmpty();
      assertThat(watch.leftAlone()).isEmpty();
      IllegalArgumentException own = new IllegalArgumentException("own");
      assertThat(watch.explained(own)).isSameAs(own);
      assertThat(sessionsEnded).hasValue(0);
    }
  }

  private RunWatch watch(Duration gate, Duration phase, Duration run) {
    TimeLimits limits =
        new TimeLimits(HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, gate, phase, run, HOUR);
    return new RunWatch(limits, false, sessionsEnded::incrementAndGet, () -> "half done");
  }
}
