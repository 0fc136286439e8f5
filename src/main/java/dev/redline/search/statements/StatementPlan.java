package dev.redline.search.statements;

import dev.redline.vector.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A plan as {@code EXPLAIN (FORMAT JSON)} printed it.
 *
 * @param nodes from the top down, with the index or table of each
 * @param spills whether a sort or a hash went to disk
 * @param millis execution time; NaN if nothing was run
 */
record StatementPlan(
    List<String> nodes,
    List<String> indexes,
    List<String> sequentialScans,
    boolean spills,
    double millis) {

  static StatementPlan parse(String explain) {
    SearchPlan plan = SearchPlan.parse(explain);
    JsonNode top = plan.explain().path(0);
    List<String> nodes = new ArrayList<>();
    boolean spills = collect(top.path("Plan"), nodes);
    return new StatementPlan(
        nodes,
        plan.indexes(),
        plan.sequentialScans(),
        spills,
        top.path("Execution Time").asDouble(Double.NaN));
  }

  private static boolean collect(JsonNode node, List<String> nodes) {
    String on = node.path("Index Name").asString(node.path("Relation Name").asString(""));
    nodes.add((node.path("Node Type").asString("") + " " + on).strip());
    boolean spills =
        node.path("Sort Space Type").asString("").equals("Disk")
            || node.path("Hash Batches").asInt(1) > 1
            || node.path("HashAgg Batches").asInt(1) > 1
            || node.path("Disk Usage").asLong(0) > 0;
    for (JsonNode child : node.path("Plans")) {
      spills |= collect(child, nodes);
    }
    return spills;
  }
}
