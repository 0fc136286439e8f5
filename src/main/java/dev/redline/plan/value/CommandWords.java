package dev.redline.plan.value;

import dev.redline.plan.yaml.Node;
import java.util.List;

/** The notation of a command: a list of its program and its arguments, which no shell reads. */
public final class CommandWords {

  private CommandWords() {}

  /** At least the program. */
  public static List<String> read(Node node) {
    List<String> words = node.items().stream().map(item -> item.scalar().asText()).toList();
    if (words.isEmpty()) {
      throw node.wrongType("a program and its arguments");
    }
    return words;
  }
}
