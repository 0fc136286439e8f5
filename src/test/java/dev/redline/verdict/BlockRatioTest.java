package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockRatioTest {

  @Test
  void equalBlocksHaveAnIntervalWithoutWidth() {
    BlockRatio ratio = BlockRatio.of(Collections.nCopies(20, 1.02), 1);

    assertThat(ratio.ratio()).isCloseTo(1.02, within(1e-12));
    assertThat(ratio.high() - ratio.low()).isCloseTo(0, within(1e-12));
    assertThat(ratio).hasToString("+2.00 % (95 % interval +2.00 % to +2.00 %)");
  }

  @Test
  void aFewDisturbedBlocksDoNotMoveTheRatio() {
    List<Double> ratios = new ArrayList<>(noisy(100, 1.01, 0.01, 7));
    double undisturbed = BlockRatio.of(ratios, 1).ratio();
    for (int i = 0; i < 10; i++) {
      ratios.set(i, 5.0);
    }

    assertThat(BlockRatio.of(ratios, 1).ratio()).isCloseTo(undisturbed, within(0.005));
  }

  @Test
  void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      BlockRatio ratio = BlockRatio.of(noisy(40, 1.03, 0.05, seed), seed);
      held += ratio.low() <= 1.03 && 1.03 <= ratio.high() ? 1 : 0;
    }
    assertThat(held).isBetween(180, 200);
  }

  @Test
  void equalInputGivesAnEqualInterval() {
    List<Double> ratios = noisy(30, 1, 0.02, 3);

    assertThat(BlockRatio.of(ratios, 9)).isEqualTo(BlockRatio.of(ratios, 9));
  }

  @Test
  void fewerThanFiveBlocksAreRefused() {
    assertThatThrownBy(() -> BlockRatio.of(List.of(1.0, 1.0, 1.0, 1.0), 1))
        .hasMessageContaining("five blocks or more, not 4");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRatioThatIsNoneIsRefused(double ratio) {
    assertThatThrownBy(() -> BlockRatio.of(List.of(1.0, 1.0, 1.0, 1.0, ratio), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a number above 0");
  }

  /** Ratios whose logarithms scatter around that of {@code truth}. */
  private static List<Double> noisy(int count, double truth, double spread, long seed) {
    Random random = new Random(seed);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ratios.add(truth * Math.exp(spread * random.nextGaussian()));
    }
    return ratios;
  }
}
