package dev.redline.vector;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the server ran a search.
 *
 * @param indexes the names of the indexes that it scanned, from the top of the plan down
 * @param sequentialScans the names of the tables that it read whole
 * @param explain the plan as the server printed it, JSON
 */
public record SearchPlan(List<String> indexes, List<String> sequentialScans, JsonNode explain) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Reads what {@code EXPLAIN (FORMAT JSON)} printed, of whatever statement. */
  public static SearchPlan parse(String explain) {
    JsonNode tree = JSON.readTree(explain);
    List<String> indexes = new ArrayList<>();
    List<String> sequential = new ArrayList<>();
    collect(tree.path(0).path("Plan"), indexes, sequential);
    return new SearchPlan(indexes, sequential, tree);
  }

  private static void collect(JsonNode node, List<String> indexes, List<String> sequential) {
    if (node.has("Index Name")) {
      indexes.add(node.path("Index Name").asString());
    }
    if (node.path("Node Type").asString("").endsWith("Seq Scan")) {
      sequential.add(node.path("Relation Name").asString());
    }
    for (JsonNode child : node.path("Plans")) {
      collect(child, indexes, sequential);
    }
  }
}
