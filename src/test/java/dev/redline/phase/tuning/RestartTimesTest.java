package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RestartTimesTest {

  @Test
  void eachPartOfTheRestartStandsUponTheOneBefore() {
    RestartTimes times = new RestartTimes(1_000_000_000L, 1_310_000_000L);

    assertThat(times.timeline(1_500_000_000L, 3_500_000_000L).table().rows())
        .containsExactly(List.of("restarted", "0.31", "0.19", "2"));
  }
}
