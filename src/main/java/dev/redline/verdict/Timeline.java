package dev.redline.verdict;

import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import java.util.ArrayList;
import java.util.List;

/** Parts of what took time, one after the other, by a clock such as {@link System#nanoTime}. */
public final class Timeline {

  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Series> parts = new ArrayList<>();
  private long last;

  /**
   * No part has ended.
   *
   * @param began in nanoseconds
   */
  public Timeline(long began) {
    last = began;
  }

  /** The part that began when the one before it ended. */
  public Timeline until(long ended, String part) {
    parts.add(new Series(part, List.of((ended - last) / NANOS_PER_SECOND)));
    last = ended;
    return this;
  }

  /**
   * One bar, part upon part.
   *
   * @param yTitle with the unit, seconds
   * @param of what the bar is called
   */
  public Bars bars(String title, String yTitle, String of) {
    return new Bars(title, "server", yTitle, Layout.STACKED, AxisScale.LINEAR, List.of(of), parts);
  }
}
