package dev.redline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the report's first page says of the whole run. */
public final class RunSheet {

  /**
   * Groups of results that a reviewer looks at apart, by the words that their messages begin with.
   */
  private static final String CATEGORIES =
      """
      [
        {"name": "Paused: a person has to decide", "messageRegex": "(?s)PAUSED.*"},
        {"name": "Inconclusive: too little evidence", "messageRegex": "(?s)INCONCLUSIVE.*"},
        {"name": "Red lines and targets missed", "matchedStatuses": ["failed"], "messageRegex": "(?s)FAIL.*"},
        {"name": "Faults of harness or server", "matchedStatuses": ["broken"]},
        {"name": "Not run", "matchedStatuses": ["skipped"]}
      ]
      """;

  private RunSheet() {}

  /**
   * Writes what Allure shows as environment and categories.
   *
   * @param facts in the order in which they are shown; without secrets
   */
  public static void write(Path allureResults, Map<String, String> facts) {
    EvidenceStore store = new EvidenceStore(allureResults);
    store.write("categories.json", CATEGORIES);
    store.write(
        "environment.properties",
        facts.entrySet().stream()
            .map(fact -> escaped(fact.getKey()) + "=" + fact.getValue().replace("\\", "\\\\"))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  /**
   * Carries the history of the last report over, so that the next one shows the trend; does nothing
   * if there is none.
   */
  public static void keepHistory(Path lastReport, Path allureResults) {
    Path from = lastReport.resolve("history");
    Path to = allureResults.resolve("history");
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not carry over the history in " + from, e);
    }
  }

  private static String escaped(String key) {
    return key.replace(" ", "\\ ");
  }
}
