package dev.redline.plan.value;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import java.util.List;

/** The notation of an environment variable's name. */
public final class VariableName {

  private VariableName() {}

  /** One name. */
  public static String read(ScalarNode scalar) {
    if (!scalar.asText().matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw scalar.wrongType("the name of an environment variable");
    }
    return scalar.asText();
  }

  /** A list of names, in its order. */
  public static List<String> list(Node node) {
    return node.items().stream().map(item -> read(item.scalar())).toList();
  }
}
