package dev.redline.plan;

import java.util.List;

/** A list, possibly empty. */
record ListNode(Location at, List<Node> items) implements Node {

  @Override
  public String describe() {
    return "a list";
  }
}
