package dev.redline.junit;

import dev.redline.plan.Plan;
import java.nio.file.Path;
import java.util.Map;

/** What a throwaway server is filled with: each kind has a server and a state of its own. */
enum DemoData {
  USUAL,
  /** More than PostgreSQL's default shared_buffers hold. */
  LARGE;

  /**
   * As {@code -Ddata} says.
   *
   * @throws IllegalArgumentException if it says anything but large
   */
  static DemoData of(Map<String, String> properties) {
    return switch (properties.getOrDefault("data", "")) {
      case "" -> USUAL;
      case "large" -> LARGE;
      default ->
          throw new IllegalArgumentException(
              "-Ddata takes large alone: a throwaway server with demo.large vectors of gates/target.yaml.");
    };
  }

  Plan in(Plan plan) {
    return this == LARGE ? plan.withLargeDemo() : plan;
  }

  Path home(Path usual) {
    return this == LARGE ? usual.resolve("large") : usual;
  }

  String stateFile(String usual) {
    return this == LARGE ? usual.replace(".json", ".large.json") : usual;
  }
}
