package dev.redline.phase.index;

import dev.redline.vector.SearchPlan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * One statement, run with different values under {@code EXPLAIN (ANALYZE, BUFFERS)}.
 *
 * @param millis planning and execution of all runs together
 * @param pages of 8 kB that they touched
 * @param indexes names of the indexes that any of them scanned
 * @param plans one a run, as the server printed it
 */
public record ExplainedRuns(double millis, long pages, Set<String> indexes, List<JsonNode> plans) {

  static ExplainedRuns of(List<String> explained) {
    List<SearchPlan> plans = explained.stream().map(SearchPlan::parse).toList();
    Set<String> indexes = new TreeSet<>();
    plans.forEach(plan -> indexes.addAll(plan.indexes()));
    return new ExplainedRuns(
        plans.stream().mapToDouble(plan -> time(plan.explain())).sum(),
        plans.stream().mapToLong(plan -> pages(plan.explain())).sum(),
        indexes,
        plans.stream().map(SearchPlan::explain).toList());
  }

  private static double time(JsonNode explain) {
    JsonNode root = explain.path(0);
    return root.path("Planning Time").asDouble() + root.path("Execution Time").asDouble();
  }

  private static long pages(JsonNode explain) {
    JsonNode plan = explain.path(0).path("Plan");
    return plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong();
  }
}
