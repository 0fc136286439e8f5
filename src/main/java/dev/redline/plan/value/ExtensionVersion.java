package dev.redline.plan.value;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The version of an extension, ordered by its numbers: 0.10.0 comes after 0.8.0. The order takes
 * 0.8 and 0.8.0 for the same; {@code equals} does not.
 *
 * @param parts the numbers between the dots, most significant first, at least one
 */
public record ExtensionVersion(List<Integer> parts) implements Comparable<ExtensionVersion> {

  private static final Pattern NOTATION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})*");

  public ExtensionVersion {
    parts = List.copyOf(parts);
  }

  /**
   * Reads what {@code pg_extension.extversion} says.
   *
   * @throws IllegalArgumentException if {@code text} is not numbers with dots between
   */
  public static ExtensionVersion parse(String text) {
    if (!NOTATION.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a version is numbers with dots between, such as 0.8.0 (found \"" + text + "\")");
    }
    return new ExtensionVersion(
        Arrays.stream(text.split("\\.", -1)).map(Integer::valueOf).toList());
  }

  /** Whether {@link #parse} takes the text. */
  public static boolean isNotation(String text) {
    return NOTATION.matcher(text).matches();
  }

  /** Whether this version is {@code other} or a later one. */
  public boolean isAtLeast(ExtensionVersion other) {
    return compareTo(other) >= 0;
  }

  /** Whether this version is {@code other} or an earlier one. */
  public boolean isAtMost(ExtensionVersion other) {
    return compareTo(other) <= 0;
  }

  @Override
  public int compareTo(ExtensionVersion other) {
    int length = Math.max(parts.size(), other.parts.size());
    for (int index = 0; index < length; index++) {
      int order = Integer.compare(part(index), other.part(index));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  /** As it was written: {@code 0.8.0}. */
  @Override
  public String toString() {
    return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
