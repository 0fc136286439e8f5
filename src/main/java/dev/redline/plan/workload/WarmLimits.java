package dev.redline.plan.workload;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * When caches count as warm after a restart: from one round of searches to the next nothing gets
 * better by more than this.
 *
 * @param hits of the share of blocks that are found in shared_buffers, 0.001 to 0.5
 * @param times of each median, as a share of the former one, 0.01 to 1
 * @param orTimes of each median, whichever of the two allows more
 * @param longest that rounds go on
 */
public record WarmLimits(double hits, double times, Duration orTimes, Duration longest) {

  private static final double NANOS_PER_MILLI = 1e6;

  static WarmLimits read(Node node) {
    Section section = node.section("hits", "times", "or_times", "longest");
    return new WarmLimits(
        section.scalar("hits").asDecimal(0.001, 0.5),
        section.scalar("times").asDecimal(0.01, 1),
        TimeSpan.read(section.scalar("or_times"), "1us", "1s"),
        TimeSpan.read(section.scalar("longest"), "1ms", "4h"));
  }

  /**
   * Whether a median stands still.
   *
   * @param was of the former round, in ms
   * @param is of this one, in ms
   */
  public boolean timeStands(double was, double is) {
    return was - is <= Math.max(times * was, orTimes.toNanos() / NANOS_PER_MILLI);
  }

  /**
   * Whether the share of hits stands still.
   *
   * @param was NaN where nothing was asked for
   * @param is NaN where nothing was asked for
   */
  public boolean hitsStand(double was, double is) {
    return Double.isNaN(was) || Double.isNaN(is) || is - was <= hits;
  }
}
