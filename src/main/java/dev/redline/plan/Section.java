package dev.redline.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A group of entries of which all possible keys are known. */
final class Section {

  private final Location at;
  private final Map<String, Node> entries;
  private final List<String> known;

  private Section(Location at, Map<String, Node> entries, List<String> known) {
    this.at = at;
    this.entries = entries;
    this.known = known;
  }

  static Section of(Location at, Map<String, Node> entries, List<String> known) {
    entries.forEach(
        (key, node) -> {
          if (!known.contains(key)) {
            throw new PlanException(node.at(), unknown(key, known));
          }
        });
    return new Section(at, entries, known);
  }

  private static String unknown(String key, List<String> known) {
    String guess = NearestName.of(key, known).map(name -> " Did you mean " + name + "?").orElse("");
    return "unknown key \""
        + key
        + "\"."
        + guess
        + " The keys here are "
        + String.join(", ", known)
        + ".";
  }

  Location at() {
    return at;
  }

  /**
   * @throws PlanException if the key is missing
   */
  Node required(String key) {
    return optional(key)
        .orElseThrow(
            () ->
                new PlanException(at.key(key), "required key \"" + key + "\" is missing. Add it."));
  }

  Optional<Node> optional(String key) {
    if (!known.contains(key)) {
      throw new IllegalStateException(key + " is read but not declared among " + known);
    }
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * @throws PlanException if the key is missing or holds a list or keys
   */
  ScalarNode scalar(String key) {
    return required(key).scalar();
  }

  Optional<ScalarNode> optionalScalar(String key) {
    return optional(key).map(Node::scalar);
  }

  /** The reason that may stand beside a figure. */
  Optional<String> because() {
    return optionalScalar("because").map(ScalarNode::asText);
  }
}
