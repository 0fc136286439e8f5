package dev.redline.plan.value;

import dev.redline.plan.yaml.ScalarNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notation of a time with its unit: {@code 200ms}, {@code 5min}, {@code 0.01ms}. */
public final class TimeSpan {

  private static final Pattern NOTATION =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s|min|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "us", Duration.ofNanos(1_000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final String RULE =
      "a time is a positive number with one of the units us, ms, s, min, h, d, such as 200ms";

  private TimeSpan() {}

  /**
   * Reads a time with its unit.
   *
   * @throws IllegalArgumentException if {@code text} is not such a time, rounds to less than a
   *     nanosecond or exceeds some 290 years
   */
  public static Duration parse(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(RULE);
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(new BigDecimal(unit.toNanos()));
    if (nanos.compareTo(BigDecimal.ONE) < 0
        || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException(RULE);
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /** A time from {@code min} to {@code max}, both included, in their notation. */
  public static Duration read(ScalarNode scalar, String min, String max) {
    Duration time = scalar.as(TimeSpan::parse);
    if (time.compareTo(parse(min)) < 0 || time.compareTo(parse(max)) > 0) {
      throw scalar.wrongType("a time from " + min + " to " + max);
    }
    return time;
  }
}
