package dev.redline.workload;

import dev.redline.plan.workload.WarmLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Rounds of searches after a restart, until caches are as full as they get.
 *
 * @param nanoTime a clock as {@link System#nanoTime()}
 */
public record Warming(WarmLimits limits, LongSupplier nanoTime) {

  /**
   * One round.
   *
   * @param medians of each search, in ms, by its name
   * @param hits the share of blocks that were found in shared_buffers; NaN if none was asked for
   */
  public record Round(Map<String, Double> medians, double hits) {

    /** What of it is better than a round before by more than the limits allow. */
    private List<String> betterThan(Round earlier, WarmLimits limits) {
      List<String> better = new ArrayList<>();
      if (!limits.hitsStand(earlier.hits, hits)) {
        better.add("hits %.3f -> %.3f".formatted(earlier.hits, hits));
      }
      medians.forEach(
          (search, millis) -> {
            double was = earlier.medians.getOrDefault(search, millis);
            if (!limits.timeStands(was, millis)) {
              better.add(String.format(Locale.ROOT, "%s %.3f -> %.3f ms", search, was, millis));
            }
          });
      return better;
    }
  }

  /** Runs all searches once. */
  @FunctionalInterface
  public interface Searching {
    /** Makes one round. */
    Round round() throws SQLException;
  }

  /**
   * Goes on until nothing gets better any more.
   *
   * @return all rounds, at least two
   * @throws NotWarmException if something still does when the time is up
   */
  public List<Round> until(Searching searching) throws SQLException {
    long begin = nanoTime.getAsLong();
    List<Round> rounds = new ArrayList<>(List.of(searching.round()));
    while (true) {
      Round former = rounds.get(rounds.size() - 1);
      Round round = searching.round();
      rounds.add(round);
      List<String> better = round.betterThan(former, limits);
      if (better.isEmpty()) {
        return rounds;
      }
      if (nanoTime.getAsLong() - begin >= limits.longest().toNanos()) {
        throw new NotWarmException(
            "after %d rounds in %d s still better from one to the next: %s"
                .formatted(
                    rounds.size(),
                    Duration.ofNanos(nanoTime.getAsLong() - begin).toSeconds(),
                    String.join("; ", better)));
      }
    }
  }
}
