package dev.redline.workload.capacity;

import java.util.List;

/**
 * What clients that search without a pause got from a server in one block.
 *
 * @param searches that ended within the block
 * @param seconds from the first client's start to the last client's end
 * @param millis of each search, sorted
 */
public record Load(int searches, double seconds, List<Double> millis) {

  private static final double P95 = 0.95;

  public Load {
    millis = millis.stream().sorted().toList();
  }

  /** Searches a second. */
  double perSecond() {
    return searches / seconds;
  }

  /** By nearest rank, in ms. */
  double p95() {
    return quantile(P95);
  }

  /** By nearest rank, in ms. */
  double quantile(double share) {
    return millis.get(Math.max(0, (int) Math.ceil(share * millis.size()) - 1));
  }
}
