package dev.redline.record;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.redline.dsn.Redaction;
import dev.redline.quoting.ShellText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The command of a run, fit to be kept: only properties that the harness itself reads are in it,
 * and none whose value looks like a credential. What else stood on the command line is left out,
 * names included.
 */
public final class CommandLine {

  /** In the order in which they are shown. */
  private static final List<String> KNOWN =
      List.of(
          "groups",
          "target",
          "image",
          "fresh",
          "data",
          "quiet",
          "install",
          "scale",
          "try",
          "policy",
          "workload",
          "judge",
          "judge.bridge",
          "dsn",
          "scan",
          "index",
          "of",
          "attribute",
          "force",
          "state",
          "takeover",
          "eval.input",
          "eval.against",
          "eval.judge",
          "accept",
          "approve",
          "decline",
          "confirm",
          "ticket",
          "sign.key",
          "sign.command",
          "verify.key",
          "anchor",
          "waive",
          "resolve",
          "reason");

  private final String text;

  private CommandLine(String text) {
    this.text = text;
  }

  /** The names of all properties that the harness reads from the command line. */
  public static List<String> options() {
    return KNOWN;
  }

  /**
   * The command that gives these properties.
   *
   * @param properties as given with -D
   */
  public static CommandLine of(Map<String, String> properties, Redaction redaction) {
    return new CommandLine(
        KNOWN.stream()
            .flatMap(
                name ->
                    Optional.ofNullable(properties.get(name))
                        .map(value -> property(name, redaction.apply(value)))
                        .stream())
            .collect(Collectors.joining(" ", "mvn verify ", ""))
            .strip());
  }

  private static String property(String name, String value) {
    String line = value.replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "-D" + name;
    }
    return "-D%s=%s".formatted(name, ShellText.word(line));
  }

  /** One line. */
  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
