package dev.redline.phase.tuning;

import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import java.util.List;

/**
 * When a server restarted, by the clock of {@link System#nanoTime}.
 *
 * @param began to stop
 * @param ended with the first connection that it took
 */
record RestartTimes(long began, long ended) {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * What the restart took, part upon part as time went on.
   *
   * @param coldBegan when searches met the cold cache
   * @param coldEnded when they were done
   */
  Bars timeline(long coldBegan, long coldEnded) {
    return new Bars(
        "The restart, as time went on",
        "server",
        "s since it began to stop",
        Layout.STACKED,
        AxisScale.LINEAR,
        List.of("restarted"),
        List.of(
            part("took no connections", began, ended),
            part("settings read back", ended, coldBegan),
            part("searches on a cold cache", coldBegan, coldEnded)));
  }

  private static Series part(String name, long from, long to) {
    return new Series(name, List.of((to - from) / NANOS_PER_SECOND));
  }
}
