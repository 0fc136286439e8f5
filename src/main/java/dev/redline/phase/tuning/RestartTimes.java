package dev.redline.phase.tuning;

import dev.redline.verdict.Bars;
import dev.redline.verdict.Timeline;

/**
 * When a server restarted, by the clock of {@link System#nanoTime}.
 *
 * @param began to stop
 * @param ended with the first connection that it took
 */
record RestartTimes(long began, long ended) {

  /**
   * What the restart took, part upon part as time went on.
   *
   * @param coldBegan when searches met the cold cache
   * @param coldEnded when they were done
   */
  Bars timeline(long coldBegan, long coldEnded) {
    return new Timeline(began)
        .until(ended, "took no connections")
        .until(coldBegan, "settings read back")
        .until(coldEnded, "searches on a cold cache")
        .bars("The restart, as time went on", "time, in s", "restarted");
  }
}
