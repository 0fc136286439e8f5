package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.workload.WarmLimits;
import dev.redline.workload.Warming.Round;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rounds go on until cache hits and times stand still, or the time is up. */
class WarmingTest {

  private static final WarmLimits LIMITS =
      new WarmLimits(0.01, 0.1, Duration.ofNanos(100_000), Duration.ofSeconds(60));

  private final AtomicLong seconds = new AtomicLong();
  private final Warming warming = new Warming(LIMITS, () -> seconds.addAndGet(5) * 1_000_000_000);

  @Test
  void untilHitsAndTimesStandStill() throws Exception {
    assertThat(rounds(round(0.2, 80), round(0.7, 20), round(0.95, 9), round(0.955, 8.9)))
        .hasSize(4);
  }

  @Test
  void timesAloneOrHitsAloneKeepThemGoing() throws Exception {
    assertThat(rounds(round(0.9, 80), round(0.9, 8), round(0.9, 8))).hasSize(3);
    assertThat(rounds(round(0.2, 8), round(0.9, 8), round(0.9, 8))).hasSize(3);
  }

  @Test
  void whatGetsWorseOrIsTooSmallToMatterIsStandingStill() throws Exception {
    assertThat(rounds(round(0.9, 8), round(0.8, 16))).hasSize(2);
    assertThat(rounds(round(0.9, 0.35), round(0.9, 0.26))).hasSize(2);
    assertThat(rounds(round(Double.NaN, 8), round(Double.NaN, 8))).hasSize(2);
  }

  @Test
  void whatStillGetsBetterWhenTheTimeIsUpIsNamed() {
    Round[] falling = new Round[40];
    Arrays.setAll(falling, i -> round(0.01 * i, 8000 * Math.pow(0.5, i)));
    assertThatThrownBy(() -> rounds(falling))
        .isInstanceOf(NotWarmException.class)
        .hasMessageStartingWith("after 13 rounds in 65 s still better from one to the next: ")
        .hasMessageContaining("articles, K=8 3.906 -> 1.953 ms");
  }

  private List<Round> rounds(Round... given) throws Exception {
    Deque<Round> left = Arrays.stream(given).collect(Collectors.toCollection(ArrayDeque::new));
    return warming.until(left::removeFirst);
  }

  private static Round round(double hits, double millis) {
    return new Round(Map.of("articles, K=8", millis), hits);
  }
}
