package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RatioIntervalTest {

  private static final List<Double> ONE_TO_HUNDRED =
      IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();

  @Test
  void theRatioIsThatOfTheNearestRank95thPercentiles() {
    assertThat(RatioInterval.ofP95(ONE_TO_HUNDRED, List.of(4.0), 1).ratio()).isEqualTo(95 / 4.0);
    assertThat(RatioInterval.ofP95(List.of(38.0), ONE_TO_HUNDRED.subList(0, 20), 1).ratio())
        .isEqualTo(38.0 / 19);
  }

  @Test
  void theOrderOfTheSamplesDoesNotCount() {
    List<Double> backwards = new java.util.ArrayList<>(ONE_TO_HUNDRED);
    Collections.reverse(backwards);

    assertThat(RatioInterval.ofP95(backwards, ONE_TO_HUNDRED, 1))
        .isEqualTo(RatioInterval.ofP95(ONE_TO_HUNDRED, ONE_TO_HUNDRED, 1));
  }

  @Test
  void samplesWithoutSpreadLeaveNoDoubt() {
    assertThat(RatioInterval.ofP95(Collections.nCopies(30, 6.0), Collections.nCopies(30, 4.0), 7))
        .isEqualTo(new RatioInterval(1.5, 1.5, 1.5));
  }

  @Test
  void oneSampleOnEachSideIsEnoughForARatio() {
    assertThat(RatioInterval.ofP95(List.of(3.0), List.of(2.0), 7))
        .isEqualTo(new RatioInterval(1.5, 1.5, 1.5));
  }

  @Test
  void equalSeedsGiveEqualIntervalsAndOtherSeedsOthers() {
    List<Double> before = times(1, 200);
    List<Double> after = times(2, 200);

    RatioInterval interval = RatioInterval.ofP95(after, before, 42);

    assertThat(RatioInterval.ofP95(after, before, 42)).isEqualTo(interval);
    assertThat(RatioInterval.ofP95(after, before, 43)).isNotEqualTo(interval);
  }

  @Test
  void theIntervalOfTwoLikeSeriesIncludesOneAndIsNotEmpty() {
    RatioInterval interval = RatioInterval.ofP95(times(1, 400), times(2, 400), 42);

    assertThat(interval.low()).isLessThan(1).isGreaterThan(0.8);
    assertThat(interval.high()).isGreaterThan(1).isLessThan(1.25);
  }

  @Test
  void aSlowdownByTwoLiesWhollyAboveOneAndAHalf() {
    List<Double> twice = times(2, 400).stream().map(time -> 2 * time).toList();

    RatioInterval interval = RatioInterval.ofP95(twice, times(1, 400), 42);

    assertThat(interval.ratio()).isCloseTo(2, within(0.2));
    assertThat(interval.low()).isGreaterThan(1.5);
    assertThat(interval.high()).isGreaterThan(interval.ratio()).isLessThan(2.6);
  }

  @Test
  void moreSamplesGiveANarrowerInterval() {
    assertThat(width(3000)).isLessThan(width(100) / 2);
  }

  @Test
  void aSideWithoutSamplesIsRefused() {
    Stream.<List<List<Double>>>of(
            List.of(List.of(), ONE_TO_HUNDRED), List.of(ONE_TO_HUNDRED, List.of()))
        .forEach(
            sides ->
                assertThatThrownBy(() -> RatioInterval.ofP95(sides.get(0), sides.get(1), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("samples on both sides"));
  }

  @Test
  void itIsShownWithTwoDigitsWhereverTheHarnessRuns() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(new RatioInterval(1.041, 0.97, 1.1249))
          .hasToString("1.04 (95 % interval 0.97 to 1.12)");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static double width(int samples) {
    RatioInterval interval = RatioInterval.ofP95(times(1, samples), times(2, samples), 42);
    return interval.high() - interval.low();
  }

  /** Around a millisecond, with a tail to the right, as searches have it. */
  private static List<Double> times(long seed, int count) {
    Random random = new Random(seed);
    return Stream.generate(() -> Math.exp(0.2 * random.nextGaussian())).limit(count).toList();
  }
}
