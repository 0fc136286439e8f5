package dev.redline.search.statements;

import dev.redline.vector.PlanNode;
import dev.redline.vector.SearchPlan;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A plan as {@code EXPLAIN (FORMAT JSON)} printed it.
 *
 * @param spills whether any node, or a worker of one, wrote temporary files
 * @param millis execution time; NaN if nothing was run
 */
record StatementPlan(
    PlanNode top,
    List<String> indexes,
    List<String> sequentialScans,
    boolean spills,
    double millis) {

  static StatementPlan parse(String explain) {
    SearchPlan plan = SearchPlan.parse(explain);
    JsonNode top = plan.explain().path(0);
    return new StatementPlan(
        PlanNode.top(plan.explain()),
        plan.indexes(),
        plan.sequentialScans(),
        spills(top.path("Plan")),
        top.path("Execution Time").asDouble(Double.NaN));
  }

  /** Of a node with the nodes below it, and of each of its workers. */
  private static boolean spills(JsonNode node) {
    return node.path("Temp Written Blocks").asLong(0) > 0
        || node.path("Sort Space Type").asString("").equals("Disk")
        || node.path("Hash Batches").asInt(1) > 1
        || node.path("HashAgg Batches").asInt(1) > 1
        || node.path("Disk Usage").asLong(0) > 0
        || node.path("Workers").valueStream().anyMatch(StatementPlan::spills)
        || node.path("Plans").valueStream().anyMatch(StatementPlan::spills);
  }
}
