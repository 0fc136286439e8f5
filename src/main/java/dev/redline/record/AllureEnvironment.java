package dev.redline.record;

import dev.redline.rag.metric.Metric;
import dev.redline.workload.AnswerCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the report's first page says of the whole run. */
public final class AllureEnvironment {

  /** The subject of the first verdict tells of time. */
  private static final String SLOW =
      "$FAIL: (?:(?!: observed )[^\\\\n])*(\\\\bp\\\\d\\\\d\\\\b|slow|latency)";

  private static final String SCORE =
      "(?i:$FAIL: (mean )?($SCORES|refusals)(: observed | by judge | of \\\\d+ | that people would give ))";

  private static final String SERVER =
      ".*(SQLException|ServerStartException|ServerControlException|ConnectionFailedException)";

  /**
   * Groups of results that a reviewer looks at apart, by the words of {@link GateOutcome} that
   * their messages begin with, and the subject of the first verdict behind it. Allure shows a
   * result in every group that it fits: each fits one.
   */
  private static final String CATEGORIES =
      """
      [
        {"name": "Paused: a person has to decide", "messageRegex": "(?s)$PAUSED.*"},
        {"name": "Inconclusive: too little evidence", "messageRegex": "(?s)$INCONCLUSIVE.*"},
        {"name": "Latency: searches too slow", "matchedStatuses": ["failed"], "messageRegex": "(?s)$SLOW.*"},
        {"name": "Red lines crossed", "matchedStatuses": ["failed"], "messageRegex": "(?s)(?!$SLOW)$SCORE.*"},
        {"name": "Other promises broken", "matchedStatuses": ["failed"], "messageRegex": "(?s)(?!$SLOW|$SCORE)$FAIL.*"},
        {"name": "Faults of the server", "matchedStatuses": ["broken"], "messageRegex": "(?s)(?!$PAUSED|$INCONCLUSIVE).*", "traceRegex": "(?s)$SERVER.*"},
        {"name": "Faults of the harness", "matchedStatuses": ["broken"], "messageRegex": "(?s)(?!$PAUSED|$INCONCLUSIVE).*", "traceRegex": "(?s)(?!$SERVER).*"},
        {"name": "Not run", "matchedStatuses": ["skipped"]}
      ]
      """
          .replace("$SLOW", SLOW)
          .replace("$SCORE", SCORE)
          .replace("$SERVER", SERVER);

  private AllureEnvironment() {}

  /**
   * Writes what Allure shows as environment and categories.
   *
   * @param facts in the order in which they are shown; without secrets
   */
  public static void write(Path allureResults, Map<String, String> facts) {
    EvidenceStore store = new EvidenceStore(allureResults);
    store.write("categories.json", categories());
    store.write("executor.json", Map.of("name", "Redline", "type", "redline"));
    store.write(
        "environment.properties",
        facts.entrySet().stream()
            .map(fact -> key(fact.getKey()) + "=" + value(fact.getValue()))
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

  private static String categories() {
    String scores =
        Arrays.stream(Metric.values()).map(AnswerCheck::name).collect(Collectors.joining("|"));
    String categories = CATEGORIES.replace("$SCORES", scores);
    for (GateOutcome outcome : GateOutcome.values()) {
      categories = categories.replace("$" + outcome.name(), outcome.word());
    }
    return categories;
  }

  private static String key(String text) {
    return escaped(text, "\\ =:#!");
  }

  private static String value(String text) {
    String escaped = escaped(text, "\\");
    return escaped.startsWith(" ") ? "\\" + escaped : escaped;
  }

  /** In ASCII, so that it does not matter in which encoding the report reads the file. */
  private static String escaped(String text, String special) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c <= '~';
      escaped
          .append(special.indexOf(c) >= 0 ? "\\" : "")
          .append(plain ? String.valueOf(c) : "\\u" + HexFormat.of().toHexDigits(c));
    }
    return escaped.toString();
  }
}
