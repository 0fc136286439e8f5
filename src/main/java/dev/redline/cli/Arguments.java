package dev.redline.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line.
 *
 * @param words tags, or a command
 * @param options those given as {@code -Dname=value}
 */
record Arguments(List<String> words, Map<String, String> options) {

  private static final String HELP =
      """
      java -jar redline.jar <tag>...        run the gates of these tags (| & ! and parentheses combine)
      java -jar redline.jar init            write gates/ with comments, to be edited
      java -jar redline.jar check           is the record of the last run whole, and as the run left it
      java -jar redline.jar --help

      Tags: %s.
      plan is all phases that change a server, and what comes before them.
      Options are those of the Maven build: -Dtarget=dsn|container|local, -Dapprove=..., ...
      The server: DATABASE_URL or POSTGRES_DSN; without, a throwaway one.
      A file in gates/ states what differs from the defaults; it may be a few lines long.

      Writes reports/gate-record.html, .md and .json, reports/allure-results and metrics/; Allure's
      report as well where its generator is at hand: allure on the PATH, or in Maven's repository.
      Ends with 0 passed, 1 failed, 2 inconclusive, 3 paused, 4 broken, 64 wrong command line.
      """;

  /** What the record names as a command is one of the build. */
  static final String TOLD_OF_MAVEN =
      "Here, mvn verify -Dgroups=<tag> is java -jar redline.jar <tag>; options stay as they are.";

  /** What the program is told with {@code --help}. */
  static String help(Set<String> tags) {
    return HELP.formatted(String.join(", ", tags));
  }

  static Arguments of(String... arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments) {
      if (argument.startsWith("-D")) {
        String[] parts = argument.substring(2).split("=", 2);
        String value = parts.length > 1 ? parts[1] : "";
        if (parts[0].equals("groups")) {
          words.add(value); // as the record names it
        } else {
          options.put(parts[0], value);
        }
      } else {
        words.add(argument);
      }
    }
    return new Arguments(words, options);
  }

  boolean asksForHelp() {
    return words.isEmpty() || words.stream().anyMatch(List.of("--help", "-h", "help")::contains);
  }

  /** Several tags are those of either. */
  String expression() {
    return String.join(" | ", words);
  }

  /** The tags that the expression names. */
  List<String> tags() {
    return Arrays.stream(expression().split("[\\s|&!()]+")).filter(tag -> !tag.isEmpty()).toList();
  }
}
