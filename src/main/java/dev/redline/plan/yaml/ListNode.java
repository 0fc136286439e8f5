package dev.redline.plan.yaml;

import java.util.List;

/** A list, possibly empty. */
public record ListNode(Location at, List<Node> items) implements Node {

  @Override
  public String describe() {
    return "a list";
  }
}
