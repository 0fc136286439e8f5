package dev.redline.plan.workload;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.Locale;

/**
 * How much slower a search may become: by a factor, or by a time that nobody notices, whichever
 * allows more.
 *
 * @param atMost the new time divided by the old one
 * @param orAtMost the new time less the old one
 */
public record SlowdownLimit(double atMost, Duration orAtMost) {

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * The longest time that is no slow-down.
   *
   * @param old in ms
   * @return in ms; grows with {@code old}
   */
  public double allowed(double old) {
    return Math.max(atMost * old, old + orAtMost.toNanos() / NANOS_PER_MILLI);
  }

  static SlowdownLimit read(Section section, double most, Duration longest) {
    return new SlowdownLimit(
        section.scalar("at_most").asDecimal(1.005, most),
        section.scalar("or_at_most").as(text -> atMost(TimeSpan.parse(text), longest)));
  }

  private static Duration atMost(Duration time, Duration longest) {
    if (time.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "a margin that nobody notices is at most %d ms".formatted(longest.toMillis()));
    }
    return time;
  }

  /** As in {@code at most 1.05, or 0.10 ms more}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "at most %s, or %.2f ms more", atMost, orAtMost.toNanos() / NANOS_PER_MILLI);
  }
}
