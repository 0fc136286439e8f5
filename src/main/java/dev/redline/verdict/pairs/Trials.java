package dev.redline.verdict.pairs;

import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.verdict.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recorded pairs cut into verdicts, one after the other: no two share a pair. Each samples as the
 * rule would have, block by block, until it is decided or its time is over.
 *
 * @param config of the verdicts
 * @param block pairs between two looks
 */
public record Trials(SlowdownConfig config, int block) {

  private static final double MILLIS_PER_SECOND = 1000;

  /**
   * Scores all verdicts that the pairs are enough for.
   *
   * @param at ms since recording began, of each pair
   */
  public List<Trial> score(PairedTimes times, double[] at) {
    List<Trial> trials = new ArrayList<>();
    int from = 0;
    while (from < times.size()) {
      int to = end(times, at, from);
      if (to < 0) {
        return trials;
      }
      trials.add(trial(times.between(from, to), (at[to - 1] - at[from]) / MILLIS_PER_SECOND));
      from = to;
    }
    return trials;
  }

  /** -1 if the pairs end before the verdict is decided. */
  private int end(PairedTimes times, double[] at, int from) {
    SlowdownRule rule = new SlowdownRule(config);
    for (int to = from + block; to <= times.size(); to += block) {
      boolean over = at[to - 1] - at[from] >= millis(config.longest());
      if (over || rule.look(times.between(from, to)) != Status.INCONCLUSIVE) {
        return to;
      }
    }
    return -1;
  }

  private Trial trial(PairedTimes times, double seconds) {
    Status status = new SlowdownRule(config).look(times);
    List<Rival> alarms =
        Stream.of(Rival.values())
            .filter(rival -> rival.alarm(times, config.usual().atMost()))
            .toList();
    return new Trial(status, times.size(), seconds, alarms);
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
