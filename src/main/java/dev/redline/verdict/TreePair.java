package dev.redline.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two trees to be drawn beside each other, such as a plan before and after a change. A node differs
 * where the other tree has another one, or none, at its place.
 *
 * @param before each node above those that it takes its input from
 * @param after likewise
 */
public record TreePair(String title, Branch before, Branch after) implements Picture {

  /**
   * A node and what is below it.
   *
   * @param name on one line
   */
  public record Branch(String name, List<Branch> below) {

    public Branch {
      below = List.copyOf(below);
    }
  }

  /**
   * A node as it is drawn.
   *
   * @param depth 0 for the top
   */
  public record Drawn(String name, int depth, boolean differs) {}

  /** Nodes of the first tree, from the top down. */
  public List<Drawn> nodesBefore() {
    return marked(before, after);
  }

  /** Nodes of the second tree, from the top down. */
  public List<Drawn> nodesAfter() {
    return marked(after, before);
  }

  /** Whether no node differs. */
  public boolean same() {
    return before.equals(after);
  }

  @Override
  public Table table() {
    return new Table(
        List.of("plan", "level", "node", "differs"),
        Stream.concat(rows("before", nodesBefore()), rows("after", nodesAfter())).toList());
  }

  private static Stream<List<String>> rows(String tree, List<Drawn> nodes) {
    return nodes.stream()
        .map(
            node ->
                List.of(
                    tree, Integer.toString(node.depth()), node.name(), node.differs() ? "≠" : ""));
  }

  private static List<Drawn> marked(Branch tree, Branch other) {
    List<Drawn> nodes = new ArrayList<>();
    collect(tree, List.of(other), 0, nodes);
    return List.copyOf(nodes);
  }

  /**
   * @param other the node at the same place of the other tree; empty if there is none
   */
  private static void collect(Branch node, List<Branch> other, int depth, List<Drawn> nodes) {
    boolean equal = other.stream().anyMatch(same -> same.name().equals(node.name()));
    nodes.add(new Drawn(node.name(), depth, !equal));
    List<Branch> below = other.stream().flatMap(same -> same.below().stream()).toList();
    IntStream.range(0, node.below().size())
        .forEach(
            i ->
                collect(
                    node.below().get(i),
                    below.stream().skip(i).limit(1).toList(),
                    depth + 1,
                    nodes));
  }
}
