package dev.redline.workload;

import dev.redline.vector.PlanNode;
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
    return of(PlanNode.top(explain));
  }

  /** The node and what is below it. */
  public static Branch of(PlanNode node) {
    return new Branch(node.name(), node.below().stream().map(PlanTree::of).toList());
  }
}
