package dev.redline.plan.yaml;

import java.util.List;
import java.util.Map;

/** A piece of a gates file that knows where it stands. Asked for a wrong type, it says so. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {

  Location at();

  /** What a reader of the file sees here: {@code a list}, {@code "8gb"}. */
  String describe();

  /**
   * The single value that this is.
   *
   * @throws PlanException if this is a list or has keys
   */
  default ScalarNode scalar() {
    throw wrongType("a single value");
  }

  /**
   * The items in the order of the file, possibly none.
   *
   * @throws PlanException if this is not a list
   */
  default List<Node> items() {
    throw wrongType("a list, such as [a, b]");
  }

  /**
   * The entries in the order of the file.
   *
   * @throws PlanException if this has no keys
   */
  default Map<String, Node> entries() {
    throw wrongType("a group of keys");
  }

  /**
   * The entries under a fixed set of keys.
   *
   * @param keys all keys that may stand here
   * @throws PlanException if this has no keys or one that is not among {@code keys}
   */
  default Section section(String... keys) {
    return Section.of(at(), entries(), List.of(keys));
  }

  default PlanException wrongType(String expected) {
    return new PlanException(at(), "found " + describe() + " where " + expected + " belongs.");
  }
}
