package dev.redline.plan;

import dev.redline.plan.value.CommandWords;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * Where the settings of a server of somebody's are written.
 *
 * @param file the file of ours among those that the server includes; empty unless {@code by} is
 *     INCLUDED_FILE
 * @param command program and arguments; empty unless {@code by} is COMMAND
 */
public record ApplyWay(By by, Optional<String> file, List<String> command) {

  /** The ways there are. */
  public enum By {
    /** A block at the end of postgresql.conf. */
    POSTGRESQL_CONF,
    /** A file of ours in a folder that postgresql.conf includes. */
    INCLUDED_FILE,
    /** Statements, which write postgresql.auto.conf. */
    ALTER_SYSTEM,
    /** A command of the owner's, which gets the values as a file. */
    COMMAND,
    /** What Patroni calls a member's local configuration, by commands of the owner's. */
    LOCAL_CONFIGURATION
  }

  /** What counts where nothing is said. */
  public static final ApplyWay POSTGRESQL_CONF =
      new ApplyWay(By.POSTGRESQL_CONF, Optional.empty(), List.of());

  static final ApplyWay LOCAL = new ApplyWay(By.LOCAL_CONFIGURATION, Optional.empty(), List.of());

  private static final String ALTER_SYSTEM = "alter_system";

  static ApplyWay read(Node node) {
    if (node instanceof ScalarNode word) {
      return word.asOneOf(List.of("postgresql.conf", ALTER_SYSTEM)).equals(ALTER_SYSTEM)
          ? new ApplyWay(By.ALTER_SYSTEM, Optional.empty(), List.of())
          : POSTGRESQL_CONF;
    }
    Section section = node.section("include", "command");
    Optional<Node> command = section.optional("command");
    if (command.isPresent()) {
      if (section.optional("include").isPresent()) {
        throw node.wrongType("either include or command");
      }
      return new ApplyWay(By.COMMAND, Optional.empty(), CommandWords.read(command.get()));
    }
    return new ApplyWay(
        By.INCLUDED_FILE, Optional.of(included(section.scalar("include"))), List.of());
  }

  private static String included(ScalarNode path) {
    if (!path.asText().matches("/.*/[^/.][^/]*\\.conf")) {
      throw path.wrongType("the path of a file that ends with .conf, from the root of the host,");
    }
    return path.asText();
  }

  /** Whether the server's files have to be within reach. */
  public boolean needsFiles() {
    return by == By.POSTGRESQL_CONF || by == By.INCLUDED_FILE;
  }
}
