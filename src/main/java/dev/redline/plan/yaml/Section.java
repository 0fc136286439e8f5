package dev.redline.plan.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A group of entries of which all possible keys are known. */
public final class Section {

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
        + Excerpt.of(key)
        + "\"."
        + guess
        + " The keys here are "
        + String.join(", ", known)
        + ".";
  }

  public Location at() {
    return at;
  }

  /**
   * The value of a key that has to be there.
   *
   * @throws PlanException if the key is missing
   */
  public Node required(String key) {
    return optional(key)
        .orElseThrow(
            () ->
                new PlanException(at.key(key), "required key \"" + key + "\" is missing. Add it."));
  }

  public Optional<Node> optional(String key) {
    if (!known.contains(key)) {
      throw new IllegalStateException(key + " is read but not declared among " + known);
    }
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * The single value of a key that has to be there.
   *
   * @throws PlanException if the key is missing or holds a list or keys
   */
  public ScalarNode scalar(String key) {
    return required(key).scalar();
  }

  public Optional<ScalarNode> optionalScalar(String key) {
    return optional(key).map(Node::scalar);
  }

  /** The reason that may stand beside a figure. */
  public Optional<String> because() {
    return optionalScalar("because").map(ScalarNode::asText);
  }
}
