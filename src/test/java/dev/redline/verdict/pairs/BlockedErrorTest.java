package dev.redline.verdict.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockedErrorTest {

  private static double[] autoregressive(int n, double correlation, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    double last = 0;
    for (int i = 0; i < n; i++) {
      last = correlation * last + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      values[i] = last;
    }
    return values;
  }

  @Test
  void independentValuesHaveTheErrorOfTheTextbook() {
    BlockedError error = BlockedError.of(autoregressive(10_000, 0, 1));

    assertThat(error.error()).isBetween(0.0099, 0.0125);
    assertThat(error.settled()).isTrue();
  }

  @Test
  void valuesThatDependOnEachOtherHaveTheErrorOfFewer() {
    BlockedError error = BlockedError.of(autoregressive(50_000, 0.9, 1));

    // (1 + 0.9) / (1 - 0.9) = 19 values count as one.
    assertThat(error.correlated()).isBetween(14.0, 26.0);
    assertThat(error.error()).isBetween(0.8 * Math.sqrt(19 / 50_000.0), 0.026);
    assertThat(error.settled()).isTrue();
  }

  @Test
  void aSeriesShorterThanItsMemoryIsNotSettled() {
    assertThat(BlockedError.of(autoregressive(2_000, 0.995, 1)).settled()).isFalse();
  }

  @Test
  void equalValuesHaveNoError() {
    double[] ones = new double[100];
    Arrays.fill(ones, 1);

    assertThat(BlockedError.of(ones).error()).isCloseTo(0, within(1e-12));
    assertThat(BlockedError.of(ones).settled()).isTrue();
  }

  @Test
  void theSequenceIsWiderThanAnIntervalForOneLook() {
    ConfidenceSequence sequence = new ConfidenceSequence(0.05, 1000);

    assertThat(sequence.factor(1000)).isBetween(2.5, 3.2);
    assertThat(sequence.factor(10)).isGreaterThan(sequence.factor(1000));
    assertThat(sequence.factor(1_000_000)).isGreaterThan(sequence.factor(1000));
  }
}
