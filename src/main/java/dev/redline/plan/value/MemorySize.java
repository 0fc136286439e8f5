package dev.redline.plan.value;

import dev.redline.plan.yaml.ScalarNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory, in PostgreSQL's notation and with its units: 1kB is 1024 bytes.
 *
 * @param bytes zero or more
 */
public record MemorySize(long bytes) implements Comparable<MemorySize> {

  private static final Pattern NOTATION = Pattern.compile("([1-9][0-9]*)(kB|MB|GB|TB)");
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

  public MemorySize {
    if (bytes < 0) {
      throw new IllegalArgumentException("A memory size is never negative: " + bytes + " bytes.");
    }
  }

  /**
   * Reads a size such as {@code 8GB}: a positive whole number and one of kB, MB, GB, TB, spelled
   * exactly so and without a space between.
   *
   * @throws IllegalArgumentException if {@code text} is anything else; the message says what a size
   *     looks like, but not where it stood
   */
  public static MemorySize parse(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a memory size is a positive whole number with one of the units kB, MB, GB, TB"
              + " (capitals count), such as 8GB");
    }
    try {
      int unit = UNITS.indexOf(matcher.group(2)) + 1;
      return new MemorySize(
          Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * unit)));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("a memory size is less than 8388608TB", e);
    }
  }

  /** A size from {@code min} to {@code max}, both included, in their notation. */
  public static MemorySize read(ScalarNode scalar, String min, String max) {
    MemorySize size = scalar.as(MemorySize::parse);
    if (size.compareTo(parse(min)) < 0 || size.compareTo(parse(max)) > 0) {
      throw scalar.wrongType("a size from " + min + " to " + max);
    }
    return size;
  }

  /** The same size in units of 1024 x 1024 x 1024 bytes, fraction kept. */
  public double inGigabytes() {
    return (double) bytes / (1L << 30);
  }

  @Override
  public int compareTo(MemorySize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** PostgreSQL's own way to show it: the largest unit that divides evenly, {@code 1536MB}. */
  @Override
  public String toString() {
    int unit = UNITS.size();
    while (unit > 0 && (bytes == 0 || bytes % (1L << (10 * unit)) != 0)) {
      unit--;
    }
    return (bytes >> (10 * unit)) + (unit == 0 ? "B" : UNITS.get(unit - 1));
  }
}
