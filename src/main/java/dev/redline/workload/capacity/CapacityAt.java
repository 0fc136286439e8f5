package dev.redline.workload.capacity;

import dev.redline.vector.SearchTimes;
import java.util.List;

/**
 * What two servers gave to so many clients, block beside block.
 *
 * @param old as many as {@code changed}
 */
public record CapacityAt(int clients, List<Load> old, List<Load> changed) {

  private static final double MEDIAN = 0.5;

  /** Searches a second of the old server, over its blocks. */
  public double oldPerSecond() {
    return mean(old);
  }

  /** Searches a second of the changed server, over its blocks. */
  public double changedPerSecond() {
    return mean(changed);
  }

  /** Searches a second of the changed server by those of the old one. */
  public BlockRatio perSecond() {
    return BlockRatio.of(
        old.stream().map(Load::perSecond).toList(), changed.stream().map(Load::perSecond).toList());
  }

  /** p95 of the changed server by that of the old one. */
  public BlockRatio p95() {
    return BlockRatio.of(
        old.stream().map(Load::p95).toList(), changed.stream().map(Load::p95).toList());
  }

  /** In ms, over all blocks of the old server. */
  public double oldP95() {
    return p95(old);
  }

  /** In ms, over all blocks of the changed server. */
  public double changedP95() {
    return p95(changed);
  }

  /** In ms, over all blocks of the old server. */
  public double medianMillis() {
    return SearchTimes.quantile(millis(old), MEDIAN);
  }

  private static double mean(List<Load> blocks) {
    return blocks.stream().mapToInt(Load::searches).sum()
        / blocks.stream().mapToDouble(Load::seconds).sum();
  }

  private static double p95(List<Load> blocks) {
    return SearchTimes.quantile(millis(blocks), Load.P95);
  }

  private static List<Double> millis(List<Load> blocks) {
    return blocks.stream().flatMap(block -> block.millis().stream()).toList();
  }
}
