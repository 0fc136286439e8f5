package dev.redline.workload;

import dev.redline.verdict.TreePair.Branch;
import tools.jackson.databind.JsonNode;

/** A plan as a tree for a reader. */
public final class PlanTree {

  private PlanTree() {}

  /**
   * The nodes of a plan, each with the index or table that it reads.
   *
   * @param explain what {@code EXPLAIN (FORMAT JSON)} printed
   */
  public static Branch of(JsonNode explain) {
    return branch(explain.path(0).path("Plan"));
  }

  private static Branch branch(JsonNode node) {
    String on = node.path("Index Name").asString(node.path("Relation Name").asString(""));
    return new Branch(
        (node.path("Node Type").asString("") + " " + on).strip(),
        node.path("Plans").valueStream().map(PlanTree::branch).toList());
  }
}
