package dev.redline.junit;

import dev.redline.plan.Plan;
import dev.redline.plan.stage.Scale;
import java.util.Map;

/** The plan of a run. */
final class RunPlan {

  private RunPlan() {}

  /** The plan, with {@code -Dscale} and {@code -Dpolicy} in place of what the files say. */
  static Plan of(RunConditions conditions) {
    Plan plan = conditions.demo().in(Plan.load(conditions.gates()));
    String scale = conditions.properties().get("scale");
    Plan scaled =
        tried(scale == null ? plan : plan.withScale(Scale.parse(scale)), conditions.properties());
    return switch (conditions.properties().getOrDefault("policy", "")) {
      case "" -> scaled;
      case "off" -> scaled.withoutPolicy();
      default ->
          throw new IllegalArgumentException(
              "-Dpolicy takes off alone: gates/latency.yaml says whether the policy is on.");
    };
  }

  private static Plan tried(Plan plan, Map<String, String> properties) {
    return switch (properties.getOrDefault("try", "")) {
      case "" -> plan;
      case "beyond-memory" -> plan.beyondMemory();
      default ->
          throw new IllegalArgumentException(
              "-Dtry takes beyond-memory alone: a stage that cannot fit is applied all the same.");
    };
  }
}
