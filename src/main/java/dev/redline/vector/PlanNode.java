package dev.redline.vector;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A node of a plan, without the values that it was planned for.
 *
 * @param name with the index or table that it reads, such as {@code Index Scan articles_lang}
 * @param below what it takes its input from
 */
public record PlanNode(String name, List<PlanNode> below) {

  /**
   * The top of a plan.
   *
   * @param explain what {@code EXPLAIN (FORMAT JSON)} printed
   */
  public static PlanNode top(JsonNode explain) {
    return node(explain.path(0).path("Plan"));
  }

  private static PlanNode node(JsonNode node) {
    String on = node.path("Index Name").asString(node.path("Relation Name").asString(""));
    return new PlanNode(
        (node.path("Node Type").asString("") + " " + on).strip(),
        node.path("Plans").valueStream().map(PlanNode::node).toList());
  }

  /** The names from here down. */
  public Stream<String> names() {
    return Stream.concat(Stream.of(name), below.stream().flatMap(PlanNode::names));
  }
}
