package dev.redline.workload.capacity;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What blocks on a changed server came to, divided by the blocks beside them on the old one: the
 * geometric mean, with the 95 % interval of Student's t over the logarithms. Blocks alternate, so
 * that what the machine does meanwhile meets both servers.
 *
 * @param ratio of changed by old
 * @param chance that servers which do not differ are as far apart, 0 to 1, on either side
 */
public record BlockRatio(double ratio, double low, double high, double chance) {

  private static final double TAIL = 0.025;

  /**
   * The ratio of two rows of blocks.
   *
   * @param old more than 0, at least two
   * @param changed as many, each beside its block in {@code old}
   */
  public static BlockRatio of(List<Double> old, List<Double> changed) {
    if (old.size() < 2 || old.size() != changed.size()) {
      throw new IllegalArgumentException(
          "A ratio of blocks needs two or more blocks of each server, as many of the one as of the other.");
    }
    double[] logs =
        IntStream.range(0, old.size())
            .mapToDouble(i -> Math.log(changed.get(i) / old.get(i)))
            .toArray();
    double mean = IntStream.range(0, logs.length).mapToDouble(i -> logs[i]).average().orElseThrow();
    double squares =
        IntStream.range(0, logs.length).mapToDouble(i -> (logs[i] - mean) * (logs[i] - mean)).sum();
    double freedom = logs.length - 1.0;
    return of(mean, Math.sqrt(squares / freedom / logs.length), TDistribution.of(freedom));
  }

  private static BlockRatio of(double mean, double error, TDistribution t) {
    double margin = t.inverseSurvivalProbability(TAIL) * error;
    double chance = mean == 0 ? 1 : 2 * t.survivalProbability(Math.abs(mean) / error);
    return new BlockRatio(Math.exp(mean), Math.exp(mean - margin), Math.exp(mean + margin), chance);
  }

  /** As in {@code 1.12 (95 % interval 1.07 to 1.17)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (95 %% interval %.2f to %.2f)", ratio, low, high);
  }
}
