package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.plan.value.Threshold;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedMeanTest {

  /** By hand: variances 0.01 and 0.04, of means of three 0.05 / 3; t of 4 degrees 2.776445. */
  @Test
  void theIntervalIsTheTextbookOne() {
    RepeatedMean mean =
        RepeatedMean.of(List.of(new double[] {0.4, 0.5, 0.6}, new double[] {0.1, 0.3, 0.5}), 0.05);
    assertThat(mean.mean()).isCloseTo(0.4, within(1e-12));
    assertThat(mean.high() - mean.mean())
        .isCloseTo(2.776445 * Math.sqrt(0.05 / 3) / 2, within(1e-6));
    assertThat(mean.rounds()).isEqualTo(3);
  }

  @Test
  void aJudgeThatAlwaysSaysTheSameLeavesNoRoom() {
    RepeatedMean mean =
        RepeatedMean.of(List.of(new double[] {0.5, 0.5}, new double[] {1, 1}), 0.05);
    assertThat(List.of(mean.low(), mean.high())).containsOnly(0.75);
  }

  @Test
  void theIntervalHoldsTheMeanOfEndlessRoundsAsOftenAsItSays() {
    Random random = new Random(7);
    long held = IntStream.range(0, 2000).filter(i -> holds(random)).count();
    assertThat(held / 2000.0).isBetween(0.93, 0.97);
  }

  /** 40 answers with a truth of their own, each judged three times with noise. */
  private static boolean holds(Random random) {
    double[] truth = random.doubles(40).toArray();
    List<double[]> scores =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    IntStream.range(0, 3)
                        .mapToDouble(round -> truth[i] + 0.2 * random.nextGaussian())
                        .toArray())
            .toList();
    RepeatedMean mean = RepeatedMean.of(scores, 0.05);
    double sought = IntStream.range(0, 40).mapToDouble(i -> truth[i]).average().orElseThrow();
    return mean.low() <= sought && sought <= mean.high();
  }

  @Test
  void aRedLinePassesAboveTheIntervalFailsBelowItAndIsOpenWithin() {
    RepeatedMean mean = new RepeatedMean(0.5, 0.4, 0.6, 3);
    assertThat(status(mean, 0.4)).isEqualTo(Status.PASS);
    assertThat(status(mean, 0.41)).isEqualTo(Status.INCONCLUSIVE);
    assertThat(status(mean, 0.61)).isEqualTo(Status.FAIL);
  }

  private static Status status(RepeatedMean mean, double floor) {
    Threshold<Double> line = new Threshold<>(Threshold.Direction.AT_LEAST, floor, Optional.empty());
    return ThresholdCheck.interval("recall", mean, 0.05, line, "look").status();
  }
}
