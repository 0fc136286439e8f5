package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void eachPartBeginsWhereTheOneBeforeItEnded() {
    Bars bars =
        new Timeline(1_000_000_000L)
            .until(1_250_000_000L, "files put back")
            .until(3_250_000_000L, "restart")
            .bars("The way back", "s since it began", "put back");

    assertThat(bars.table())
        .isEqualTo(
            new Table(
                List.of("server", "files put back, s since it began", "restart, s since it began"),
                List.of(List.of("put back", "0.25", "2"))));
  }
}
