package dev.redline.plan.yaml;

import java.util.Map;

/** Keys with values, in the order of the file. */
public record MapNode(Location at, Map<String, Node> entries) implements Node {

  @Override
  public String describe() {
    return "the keys " + Excerpt.of(String.join(", ", entries.keySet()));
  }
}
