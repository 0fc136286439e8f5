package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionPoweredMeanTest {

  private static final int POPULATION = 20_000;
  private static final int LABELS = 70;
  private static final int RUNS = 1000;
  private static final double ALPHA = 0.05;

  /** People's scores and those of a judge of which the correlation is known. */
  private record Population(double[] people, double[] judge, int[] order) {

    /** Normal scores; the judge is another scale with an offset, as judges are. */
    static Population of(double correlation, Random random) {
      double[] people = new double[POPULATION];
      double[] judge = new double[POPULATION];
      for (int i = 0; i < POPULATION; i++) {
        double common = random.nextGaussian();
        double own = random.nextGaussian();
        double heard = correlation * common + Math.sqrt(1 - correlation * correlation) * own;
        people[i] = 0.6 + 0.15 * common;
        judge[i] = 0.3 + 0.1 * heard;
      }
      return new Population(people, judge, IntStream.range(0, POPULATION).toArray());
    }

    double mean() {
      return Arrays.stream(people).average().orElseThrow();
    }

    double deviation() {
      double mean = mean();
      return Math.sqrt(
          Arrays.stream(people).map(p -> (p - mean) * (p - mean)).average().orElseThrow());
    }

    /** Labels a random sample. */
    PredictionPoweredMean labelled(Random random) {
      for (int i = 0; i < LABELS; i++) {
        int j = i + random.nextInt(POPULATION - i);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      return PredictionPoweredMean.of(
          pick(people, order, 0, LABELS),
          pick(judge, order, 0, LABELS),
          pick(judge, order, LABELS, POPULATION),
          ALPHA);
    }

    private static double[] pick(double[] values, int[] order, int from, int to) {
      return IntStream.range(from, to).mapToDouble(i -> values[order[i]]).toArray();
    }
  }

  /**
   * Theory: 2 z s sqrt(1 - r^2 N/(N + n)) / sqrt(n), the variance at the best weight. A red line
   * barely above people's mean is the hardest one not to pass.
   */
  @ParameterizedTest
  @CsvSource({"0.3", "0.6", "0.9"})
  void theIntervalCoversWhatPeopleSayAndIsAsWideAsTheoryHasIt(double correlation) {
    Random random = new Random(7);
    Population population = Population.of(correlation, random);
    double mean = population.mean();
    int covered = 0;
    int passed = 0;
    double width = 0;
    for (int run = 0; run < RUNS; run++) {
      PredictionPoweredMean estimate = population.labelled(random);
      covered += estimate.low() <= mean && mean <= estimate.high() ? 1 : 0;
      passed += estimate.low() >= mean + 1e-9 ? 1 : 0;
      width += (estimate.high() - estimate.low()) / RUNS;
    }
    double unlabelled = POPULATION - LABELS;
    double theory =
        2
            * 1.959964
            * population.deviation()
            * Math.sqrt((1 - correlation * correlation * unlabelled / POPULATION) / LABELS);
    System.out.printf(
        Locale.ROOT,
        "PPI, correlation %s: coverage %.4f, width to theory %.4f, passed below the line %.4f%n",
        correlation,
        (double) covered / RUNS,
        width / theory,
        (double) passed / RUNS);

    assertThat((double) covered / RUNS).isGreaterThanOrEqualTo(0.93);
    assertThat(width / theory).isBetween(0.95, 1.05);
    assertThat((double) passed / RUNS).isLessThanOrEqualTo(0.05);
  }

  /**
   * People who say right or wrong, of answers that are nearly all right: computed, not drawn. The
   * judge says nothing, so that labels alone count.
   */
  @ParameterizedTest
  @CsvSource({"30", "50", "70", "100", "200"})
  void ofAnswersThatAreRightOrWrongFewPassBelowTheLineWhateverTheirMean(int labels) {
    double[] low =
        IntStream.rangeClosed(0, labels)
            .mapToDouble(right -> ofRight(right, labels).low())
            .toArray();
    double[] high =
        IntStream.rangeClosed(0, labels)
            .mapToDouble(right -> ofRight(right, labels).high())
            .toArray();
    for (double mean = 0.05; mean < 0.999; mean += 0.001) {
      double passed = 0;
      double failed = 0;
      for (int right = 0; right <= labels; right++) {
        double chance = BinomialDistribution.of(labels, mean).probability(right);
        passed += low[right] >= mean + 1e-9 ? chance : 0;
        failed += high[right] < mean - 1e-9 ? chance : 0;
      }
      assertThat(passed).as("passed, people's mean %.3f", mean).isLessThanOrEqualTo(0.05);
      assertThat(failed).as("failed, people's mean %.3f", mean).isLessThanOrEqualTo(0.05);
    }
  }

  private static PredictionPoweredMean ofRight(int right, int labels) {
    double[] people = new double[labels];
    Arrays.fill(people, 0, right, 1);
    return PredictionPoweredMean.of(people, new double[labels], new double[1000], ALPHA);
  }

  @Test
  void aJudgeThatFollowsPeopleNarrowsTheIntervalAndOneThatDoesNotCostsNothing() {
    Random random = new Random(11);
    double poor = width(Population.of(0, random).labelled(random));
    double good = width(Population.of(0.9, random).labelled(random));

    assertThat(good).isLessThan(0.6 * poor);
    assertThat(poor).isEqualTo(2 * 2 * 0.15 / Math.sqrt(LABELS), within(0.015));
  }

  @Test
  void labelsThatNeverDifferStillLeaveRoomForWhatTheyHaveNotSeen() {
    double[] ones = new double[30];
    Arrays.fill(ones, 1);

    PredictionPoweredMean estimate = PredictionPoweredMean.of(ones, ones, ones, ALPHA);

    assertThat(estimate.estimate()).isEqualTo(1);
    assertThat(estimate.low()).isEqualTo(1 - 0.1157, within(1e-4));
    assertThat(estimate.correlation()).isZero();
  }

  @Test
  void aFewLabelsAreNoSample() {
    double[] few = new double[29];

    assertThatThrownBy(() -> PredictionPoweredMean.of(few, few, few, ALPHA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("29 labels");
  }

  private static double width(PredictionPoweredMean estimate) {
    return estimate.high() - estimate.low();
  }
}
