package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any scores. */
class PairedComparisonPropertiesTest {

  private record Series(List<Double> before, List<Double> after) {}

  static Stream<Series> series() {
    return new Random(42).longs(25).mapToObj(PairedComparisonPropertiesTest::random);
  }

  @ParameterizedTest
  @MethodSource("series")
  void theIntervalLiesAmongTheDifferencesAndAroundTheirMean(Series series) {
    PairedComparison compared = compare(series.before, series.after);
    BcaInterval change = compared.change();
    double least = Collections.min(compared.differences());
    double most = Collections.max(compared.differences());
    assertThat(change.low()).isBetween(least, change.mean());
    assertThat(change.high()).isBetween(change.mean(), most);
    assertThat(compared.worstChange()).isEqualTo(least);
    assertThat(compared.p()).isGreaterThan(0).isLessThanOrEqualTo(1);
    assertThat(compared.detectable()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("series")
  void equalInputGivesAnEqualComparison(Series series) {
    assertThat(compare(series.before, series.after))
        .isEqualTo(compare(series.before, series.after));
  }

  @ParameterizedTest
  @MethodSource("series")
  void backwardsTheMeanChangesItsSignAndThePStays(Series series) {
    PairedComparison there = compare(series.before, series.after);
    PairedComparison back = compare(series.after, series.before);
    assertThat(back.change().mean()).isCloseTo(-there.change().mean(), within(1e-12));
    assertThat(back.p()).isCloseTo(there.p(), within(0.02));
    assertThat(back.detectable()).isCloseTo(there.detectable(), within(1e-9));
    assertThat(back.change().low()).isCloseTo(-there.change().high(), within(0.05));
  }

  @ParameterizedTest
  @MethodSource("series")
  void aHigherConfidenceGivesAWiderInterval(Series series) {
    BcaInterval usual = compare(series.before, series.after).change();
    BcaInterval wide = PairedComparison.of(series.before, series.after, 0.01, 1).change();
    assertThat(wide.high() - wide.low()).isGreaterThanOrEqualTo(usual.high() - usual.low());
  }

  @Test
  void moreOfTheSameCasesDetectSmallerChanges() {
    Series once = random(5);
    Series often = new Series(repeat(once.before), repeat(once.after));
    assertThat(compare(often.before, often.after).detectable())
        .isLessThan(compare(once.before, once.after).detectable());
  }

  /** The promise of a 95 % interval: of 200 samples it misses the true mean in some 5 %. */
  @Test
  void theIntervalCoversTheTrueMeanAboutAsOftenAsItSays() {
    Random random = new Random(7);
    int covered = 0;
    for (int i = 0; i < 200; i++) {
      List<Double> differences = random.doubles(40, -0.3, 0.1).boxed().toList();
      BcaInterval change =
          PairedComparison.of(Collections.nCopies(40, 0.0), differences, 0.05, i).change();
      covered += change.low() <= -0.1 && -0.1 <= change.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(180, 199);
  }

  private static PairedComparison compare(List<Double> before, List<Double> after) {
    return PairedComparison.of(before, after, 0.05, 1);
  }

  private static List<Double> repeat(List<Double> values) {
    List<Double> often = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      often.addAll(values);
    }
    return often;
  }

  /** Scores as claims give them: thirds and quarters, many of them equal on both sides. */
  private static Series random(long seed) {
    Random random = new Random(seed);
    int cases = 2 + random.nextInt(60);
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      int claims = 1 + random.nextInt(4);
      double was = random.nextInt(claims + 1) / (double) claims;
      before.add(was);
      after.add(random.nextInt(3) == 0 ? random.nextInt(claims + 1) / (double) claims : was);
    }
    return new Series(before, after);
  }
}
