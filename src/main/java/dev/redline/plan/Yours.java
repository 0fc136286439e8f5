package dev.redline.plan;

import dev.redline.plan.value.CommandWords;
import dev.redline.plan.value.VariableName;
import dev.redline.plan.yaml.Node;
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
 * @param pooler in front of it; empty: none, or not told
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
    Optional<PoolerCommands> pooler = section.optional("pooler").map(PoolerCommands::read);
    if (!restart.now() && pooler.filter(PoolerCommands::holds).isPresent()) {
      throw section
          .required("pooler")
          .wrongType("a restart by the harness, or no pause of a pooler,");
    }
    return new Yours(
        both ? CommandWords.read(section.required("start")) : List.of(),
        both ? CommandWords.read(section.required("stop")) : List.of(),
        restart,
        section.optional("window").map(MaintenanceWindow::read),
        section.optional("apply").map(ApplyWay::read).orElse(ApplyWay.POSTGRESQL_CONF),
        pooler,
        section.optional("pass").map(VariableName::list).orElse(List.of()));
  }

  /** Whether a connection is all that it takes, wherever the server's host is. */
  public boolean byConnection() {
    return !apply.needsFiles() && restart.kind() != RestartWay.Kind.START_AND_STOP;
  }
}
