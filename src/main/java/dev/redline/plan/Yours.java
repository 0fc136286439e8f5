package dev.redline.plan;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * How a server that the harness did not make is changed.
 *
 * @param start the command that starts it, program and arguments; empty unless {@code restart} says
 *     START_AND_STOP
 * @param stop the command that stops it; likewise
 * @param restart who restarts it, and when
 * @param window when it may be restarted; empty: whenever it is approved
 * @param apply where its settings are written
 * @param pooler in front of it, that holds its clients back meanwhile; empty: none, or not told
 * @param pass names of variables that the commands get beside PATH, HOME and the locale
 */
public record Yours(
    List<String> start,
    List<String> stop,
    RestartWay restart,
    Optional<MaintenanceWindow> window,
    ApplyWay apply,
    Optional<PoolerCommands> pooler,
    List<String> pass) {

  static Yours read(Node node) {
    Section section = node.section("start", "stop", "restart", "window", "apply", "pooler", "pass");
    RestartWay restart =
        section
            .optional("restart")
            .map(RestartWay::read)
            .orElse(new RestartWay(RestartWay.Kind.START_AND_STOP, List.of()));
    boolean both = restart.kind() == RestartWay.Kind.START_AND_STOP;
    if (!both && (section.optional("start").isPresent() || section.optional("stop").isPresent())) {
      throw section.required("restart").wrongType("start and stop alone, or restart alone,");
    }
    if (!restart.now() && section.optional("pooler").isPresent()) {
      throw section.required("pooler").wrongType("a restart by the harness, or no pooler,");
    }
    return new Yours(
        both ? command(section.required("start")) : List.of(),
        both ? command(section.required("stop")) : List.of(),
        restart,
        section.optional("window").map(MaintenanceWindow::read),
        section.optional("apply").map(ApplyWay::read).orElse(ApplyWay.POSTGRESQL_CONF),
        section.optional("pooler").map(PoolerCommands::read),
        section.optional("pass").map(Yours::names).orElse(List.of()));
  }

  /** Whether a connection is all that it takes, wherever the server's host is. */
  public boolean byConnection() {
    return !apply.needsFiles() && restart.kind() != RestartWay.Kind.START_AND_STOP;
  }

  private static List<String> names(Node node) {
    return node.items().stream().map(item -> name(item.scalar())).toList();
  }

  private static String name(ScalarNode scalar) {
    if (!scalar.asText().matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw scalar.wrongType("the name of an environment variable");
    }
    return scalar.asText();
  }

  /** A program and its arguments. */
  static List<String> command(Node node) {
    List<String> words = node.items().stream().map(item -> item.scalar().asText()).toList();
    if (words.isEmpty()) {
      throw node.wrongType("a program and its arguments");
    }
    return words;
  }
}
