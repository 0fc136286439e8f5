package dev.redline.plan;

import dev.redline.plan.value.CommandWords;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.util.List;

/**
 * How a pooler in front of a server of somebody's holds its clients back while the server restarts:
 * program and arguments of each.
 *
 * @param pause returns once no client has a transaction open
 * @param resume lets the clients go on
 */
public record PoolerCommands(List<String> pause, List<String> resume) {

  static PoolerCommands read(Node node) {
    Section section = node.section("pause", "resume");
    return new PoolerCommands(
        CommandWords.read(section.required("pause")),
        CommandWords.read(section.required("resume")));
  }
}
