package dev.redline.verdict;

import java.util.Optional;

/**
 * Something before and after a phase, with its unit: a setting, a p95, a score.
 *
 * @param before empty if it was not measured or not set
 */
public record BeforeAfter(String name, Optional<String> before, String after) {

  /** As in {@code shared_buffers 128MB -> 8GB}. */
  @Override
  public String toString() {
    return before
        .map(value -> "%s %s -> %s".formatted(name, value, after))
        .orElseGet(() -> name + " " + after);
  }
}
