package dev.redline.plan.workload;

import dev.redline.plan.yaml.ListNode;
import dev.redline.plan.yaml.MapNode;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * Whether a search goes through a vector index.
 *
 * @param names of the indexes that it has to use, with their schemas; empty: one at least
 * @param exactBecause why the search reads every row by choice; empty: it uses an index
 */
public record IndexUse(List<RelationName> names, Optional<String> exactBecause) {

  static IndexUse read(Optional<Node> node) {
    return node.map(IndexUse::read).orElse(new IndexUse(List.of(), Optional.empty()));
  }

  private static IndexUse read(Node node) {
    if (node instanceof MapNode) {
      Section section = node.section("none");
      return new IndexUse(List.of(), Optional.of(section.scalar("none").asText()));
    }
    if (node instanceof ListNode) {
      return new IndexUse(
          node.items().stream().map(item -> RelationName.read(item.scalar())).toList(),
          Optional.empty());
    }
    return new IndexUse(List.of(RelationName.read(node.scalar())), Optional.empty());
  }
}
