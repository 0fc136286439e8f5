package dev.redline.workload.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockRatioTest {

  @Test
  void theRatioIsTheGeometricMeanOfTheBlocksRatios() {
    BlockRatio ratio = BlockRatio.of(List.of(100.0, 100.0), List.of(50.0, 200.0));

    assertThat(ratio.ratio()).isCloseTo(1, within(1e-12));
    // t(1) at 97.5 %: 12.7062; the standard error of two logarithms of 2 and 1/2 is log 2.
    assertThat(ratio.high()).isCloseTo(Math.pow(2, 12.7062), within(1.0));
    assertThat(ratio.chance()).isEqualTo(1);
  }

  @Test
  void blocksThatAllDifferByTheSameFactorAreToldApart() {
    BlockRatio ratio = BlockRatio.of(List.of(10.0, 20.0, 40.0), List.of(12.0, 24.0, 48.0));

    assertThat(ratio.low()).isCloseTo(1.2, within(1e-9));
    assertThat(ratio.high()).isCloseTo(1.2, within(1e-9));
    assertThat(ratio.chance()).isLessThan(1e-12);
  }

  @Test
  void ninetyFiveOfAHundredIntervalsHoldTheTruth() {
    Random random = new Random(7);
    long hold =
        IntStream.range(0, 2000)
            .mapToObj(i -> BlockRatio.of(blocks(random), blocks(random)))
            .filter(ratio -> ratio.low() <= 1 && ratio.high() >= 1)
            .count();

    assertThat(hold / 2000.0).isBetween(0.935, 0.965);
  }

  @Test
  void oneBlockSaysNothing() {
    assertThatThrownBy(() -> BlockRatio.of(List.of(1.0), List.of(1.0)))
        .hasMessageContaining("two or more blocks");
  }

  private static List<Double> blocks(Random random) {
    return IntStream.range(0, 6).mapToObj(i -> Math.exp(0.1 * random.nextGaussian())).toList();
  }
}
