package dev.redline.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Evidence that tells what a change is about to set.
 *
 * @param values in the order of the plan; settings that are so already among them
 */
public record Planned(@JsonValue List<Value> values) {

  public Planned {
    values = List.copyOf(values);
  }

  /**
   * A setting that is planned.
   *
   * @param before empty if the server does not know it yet
   * @param changes false if it stays as it is
   * @param how when it takes effect, and what it was computed from
   * @param because why it is planned, if the plan says so
   */
  public record Value(
      String name,
      Optional<String> before,
      String planned,
      boolean changes,
      String how,
      Optional<String> because) {}
}
