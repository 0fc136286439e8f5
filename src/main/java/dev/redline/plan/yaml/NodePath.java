package dev.redline.plan.yaml;

import dev.redline.plan.yaml.Location.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and replaces a part of a file's content by the way that leads to it. */
final class NodePath {

  private NodePath() {}

  static Optional<Node> find(Node node, List<Step> steps) {
    if (steps.isEmpty()) {
      return Optional.of(node);
    }
    List<Step> rest = steps.subList(1, steps.size());
    return child(node, steps.get(0)).flatMap(found -> find(found, rest));
  }

  /** The same content with another part at the end of the way, or without it. */
  static Node replace(Node node, List<Step> steps, Optional<Node> part) {
    Step step = steps.get(0);
    List<Step> rest = steps.subList(1, steps.size());
    Optional<Node> replaced =
        rest.isEmpty() ? part : child(node, step).map(found -> replace(found, rest, part));
    if (node instanceof MapNode map && step.isKey()) {
      Map<String, Node> entries = new LinkedHashMap<>(map.entries());
      entries.remove(step.key());
      replaced.ifPresent(found -> entries.put(step.key(), found));
      return new MapNode(map.at(), entries);
    }
    if (node instanceof ListNode list && !step.isKey() && step.index() < list.items().size()) {
      List<Node> items = new ArrayList<>(list.items());
      items.remove(step.index());
      replaced.ifPresent(found -> items.add(step.index(), found));
      return new ListNode(list.at(), items);
    }
    return node;
  }

  private static Optional<Node> child(Node node, Step step) {
    if (node instanceof MapNode map && step.isKey()) {
      return Optional.ofNullable(map.entries().get(step.key()));
    }
    return node instanceof ListNode list && !step.isKey() && step.index() < list.items().size()
        ? Optional.of(list.items().get(step.index()))
        : Optional.empty();
  }
}
