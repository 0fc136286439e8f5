package dev.redline.workload.capacity;

import dev.redline.vector.SearchTimes;
import java.util.List;

/**
 * What clients that search without a pause got from a server in one block.
 *
 * @param searches that ended within the block
 * @param seconds from the first client's start to the last client's end
 * @param millis of each search
 */
public record Load(int searches, double seconds, List<Double> millis) {

  static final double P95 = 0.95;

  public Load {
    millis = List.copyOf(millis);
  }

  /** Searches a second. */
  double perSecond() {
    return searches / seconds;
  }

  /** In ms. */
  double p95() {
    return SearchTimes.quantile(millis, P95);
  }
}
