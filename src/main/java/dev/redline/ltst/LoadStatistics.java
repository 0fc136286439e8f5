package dev.redline.ltst;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a load did.
 *
 * @param operations by kind, all kinds
 * @param mostAtOnce the most operations that ran at the same moment
 * @param heldBack messages of operations whose turn did not come in time
 * @param failures messages of operations that failed; each ended its worker
 * @param seconds from its start until it had stopped
 */
public record LoadStatistics(
    Map<Operation, Times> operations,
    int mostAtOnce,
    List<String> heldBack,
    List<String> failures,
    double seconds) {

  /**
   * Operations of one kind that were done.
   *
   * @param p50Millis NaN if there was none; without the wait for its turn
   * @param longestWaitMillis for a turn
   */
  public record Times(
      int count,
      double p50Millis,
      double p95Millis,
      double longestMillis,
      double longestWaitMillis) {

    static Times of(List<LoadLog.Done> done) {
      double[] sorted = done.stream().mapToDouble(LoadLog.Done::millis).sorted().toArray();
      return new Times(
          sorted.length,
          at(sorted, 0.50),
          at(sorted, 0.95),
          at(sorted, 1),
          done.stream().mapToDouble(LoadLog.Done::waitMillis).max().orElse(0));
    }

    private static double at(double[] sorted, double quantile) {
      return sorted.length == 0
          ? Double.NaN
          : sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
    }
  }

  /** How many were done. */
  @JsonProperty
  public int done() {
    return operations.values().stream().mapToInt(Times::count).sum();
  }

  /** As in {@code 812 operations in 4.1 s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d operations in %.1f s, %d held back, %d failed",
        done(),
        seconds,
        heldBack.size(),
        failures.size());
  }

  /** The heavy jobs that were done. */
  @JsonProperty
  public int heavy() {
    return operations.entrySet().stream()
        .filter(entry -> entry.getKey().heavy())
        .mapToInt(entry -> entry.getValue().count())
        .sum();
  }

  static LoadStatistics of(LoadLog log, List<LoadLog.Done> done, double seconds) {
    Map<Operation, Times> times = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      times.put(
          operation, Times.of(done.stream().filter(d -> d.operation() == operation).toList()));
    }
    return new LoadStatistics(times, mostAtOnce(done), log.heldBack(), log.failures(), seconds);
  }

  /** At the moment at which an operation begins there are most. */
  private static int mostAtOnce(List<LoadLog.Done> done) {
    return done.stream()
        .mapToInt(one -> (int) done.stream().filter(other -> runsAt(one.begun(), other)).count())
        .max()
        .orElse(0);
  }

  private static boolean runsAt(long moment, LoadLog.Done operation) {
    return operation.begun() - moment <= 0 && operation.ended() - moment > 0;
  }
}
