package dev.redline.phase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.WatchConfig;
import dev.redline.verdict.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

  @ParameterizedTest(name = "a look of {0} ms, {1} ms of it searching: a pause of {2} ms")
  @CsvSource({"100, 50, 900", "200, 100, 1800", "3000, 10, 0"})
  void searchesTakeNoMoreThanTheirShareOfACore(long took, long searching, long pause) {
    WatchConfig config = new WatchConfig(Duration.ofMinutes(1), Duration.ofSeconds(1), 10, 0.05);

    assertThat(config.pause(Duration.ofMillis(took), Duration.ofMillis(searching)))
        .isEqualTo(Duration.ofMillis(pause));
  }

  @Test
  void aServerThatRestartedFails() {
    ServerCounters first = startedAt(1000);

    assertThat(Watch.restarts(first, startedAt(1000)).status()).isEqualTo(Status.PASS);
    assertThat(Watch.restarts(first, startedAt(1060)).toString())
        .contains("FAIL: restarts of the server while watched", "1970-01-01T00:17:40Z");
  }

  private static ServerCounters startedAt(long second) {
    return new ServerCounters(Instant.ofEpochSecond(second), 1, 0, 1, 1, 0, 0, 0, 0);
  }
}
