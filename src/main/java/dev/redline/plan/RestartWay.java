package dev.redline.plan;

import dev.redline.plan.value.CommandWords;
import dev.redline.plan.yaml.ListNode;
import dev.redline.plan.yaml.Node;
import java.util.List;

/**
 * Who restarts a server of somebody's, and when.
 *
 * @param command program and arguments; empty unless {@code kind} is COMMAND
 */
public record RestartWay(Kind kind, List<String> command) {

  /** The ways there are. */
  public enum Kind {
    /** Two commands on the server's own machine. */
    START_AND_STOP,
    /** One command, also for another host: ssh, kubectl, a provider's program. */
    COMMAND,
    /** Patroni, one member alone, by the member's REST API. */
    PATRONI,
    /** Its owner, when a restart is planned anyway; what waits for it is judged after it. */
    LATER,
    /** Nobody: settings that need a restart are left out. */
    NEVER
  }

  static RestartWay read(Node node) {
    if (node instanceof ListNode) {
      return new RestartWay(Kind.COMMAND, CommandWords.read(node));
    }
    String word = node.scalar().asOneOf(List.of("later", "never"));
    return new RestartWay(word.equals("later") ? Kind.LATER : Kind.NEVER, List.of());
  }

  /** Whether the harness may restart the server at all. */
  public boolean now() {
    return kind == Kind.START_AND_STOP || kind == Kind.COMMAND || kind == Kind.PATRONI;
  }
}
