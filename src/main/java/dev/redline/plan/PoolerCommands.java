package dev.redline.plan;

import dev.redline.plan.value.CommandWords;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.util.List;

/**
 * How a pooler in front of a server of somebody's is spoken to: program and arguments of each.
 *
 * @param pause returns once no client has a transaction open; empty: its clients are not held back
 * @param resume lets the clients go on; empty where {@code pause} is
 * @param show prints what the statement says that is put after it, with a line of names, as {@code
 *     psql --csv} does; empty: its pools are not asked for
 */
public record PoolerCommands(List<String> pause, List<String> resume, List<String> show) {

  static PoolerCommands read(Node node) {
    Section section = node.section("pause", "resume", "show");
    boolean holds =
        section.optional("pause").isPresent()
            || section.optional("resume").isPresent()
            || section.optional("show").isEmpty();
    return new PoolerCommands(
        holds ? CommandWords.read(section.required("pause")) : List.of(),
        holds ? CommandWords.read(section.required("resume")) : List.of(),
        section.optional("show").map(CommandWords::read).orElse(List.of()));
  }

  /** Whether its clients can be held back. */
  public boolean holds() {
    return !pause.isEmpty();
  }
}
