package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.workload.SlowdownLimit;
import dev.redline.verdict.Status;
import dev.redline.verdict.pairs.QuantileRatio;
import dev.redline.verdict.pairs.Slowdown;
import dev.redline.verdict.pairs.Slowdown.AtQuantile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AllureEnvironmentTest {

  @TempDir private Path results;

  static Stream<Map<String, String>> whatItSaysIsWhatWasSaid() {
    return Stream.of(
        Map.of("Verdict", "PASS"),
        Map.of("Host memory", "23.5GB"),
        Map.of("Folder", "C:\\new\\temp"),
        Map.of("Server", "postgresql://127.0.0.1:5432/rag?a=b as app"),
        Map.of("a = b: c!", "#1 = two: three!"),
        Map.of("Obstacle", "first line\nsecond = line\r\n\tthird"),
        Map.of("Größe", "größer als 1 €"),
        Map.of("Indented", "  by two, and two behind  "),
        Map.of("Nothing", ""));
  }

  @ParameterizedTest
  @MethodSource
  void whatItSaysIsWhatWasSaid(Map<String, String> facts) throws IOException {
    AllureEnvironment.write(results, facts);

    assertThat(read(StandardCharsets.UTF_8)).isEqualTo(facts);
    assertThat(read(StandardCharsets.ISO_8859_1)).isEqualTo(facts);
  }

  @Test
  void factsStandInTheOrderInWhichTheyAreToBeShown() throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Verdict", "PASS");
    facts.put("Plan", "B-1070");
    facts.put("Host memory", "24GB");

    AllureEnvironment.write(results, facts);

    assertThat(results.resolve("environment.properties"))
        .hasContent("Verdict=PASS\nPlan=B-1070\nHost\\ memory=24GB\n");
  }

  @Test
  void theHistoryOfTheLastReportGoesIntoTheNextOne(@TempDir Path lastReport) throws IOException {
    Files.createDirectories(lastReport.resolve("history"));
    Files.writeString(lastReport.resolve("history/history-trend.json"), "the last");
    Files.createDirectories(results.resolve("history"));
    Files.writeString(results.resolve("history/history-trend.json"), "the one before");

    AllureEnvironment.keepHistory(lastReport, results);

    assertThat(results.resolve("history/history-trend.json")).hasContent("the last");
  }

  @Test
  void theFirstReportHasNoHistory(@TempDir Path lastReport) {
    AllureEnvironment.keepHistory(lastReport.resolve("never-made"), results);

    assertThat(results).isEmptyDirectory();
  }

  @Test
  void resultsAreGroupedByTheWordsThatVerdictsBeginWith() {
    AllureEnvironment.write(results, Map.of());

    assertThat(categoryOf("broken", "INCONCLUSIVE: f1: observed no figure", "at a.SQLException"))
        .startsWith("Inconcl");
    assertThat(categoryOf("broken", "PAUSED: restart: observed no")).startsWith("Paused");
    assertThat(categoryOf("failed", "FAIL: p95 at K=16: observed 240 ms, required at most 200 ms"))
        .startsWith("Latency");
    assertThat(
            categoryOf(
                "broken", "BROKEN: gone", "org.postgresql.util.PSQLException: gone\n  at a.B.c()"))
        .isEqualTo("Faults of the server");
    assertThat(categoryOf("broken", "BROKEN: a fault", "java.lang.NullPointerException"))
        .isEqualTo("Faults of the harness");
    assertThat(categoryOf("skipped", "not run, because")).startsWith("Not run");
  }

  /** All quantiles of a slow-down are about latency, whatever they are called. */
  @Test
  void aSlowdownIsAboutLatency() {
    AllureEnvironment.write(results, Map.of());
    SlowdownLimit limit = new SlowdownLimit(1.05, Duration.ofNanos(1));
    List<AtQuantile> quantiles =
        Stream.of(0.5, 0.95, 0.99)
            .map(level -> new QuantileRatio(level, 1, 2, 2, 1.9, 2.1))
            .map(ratio -> new AtQuantile(ratio, limit, Status.FAIL))
            .toList();

    assertThat(new Slowdown(900, quantiles).verdicts("searches after the change", "calibrated"))
        .hasSize(3)
        .allSatisfy(
            verdict ->
                assertThat(categoryOf("failed", verdict.toString()))
                    .startsWith("Latency: searches too slow"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Red lines crossed | F1: observed 0.1000, required at least 0.3500",
        "Red lines crossed | claim recall by judge offline: observed 0.1, required at least 0.2",
        "Red lines crossed | faithfulness of 12 answers without a reference: observed 0.1",
        "Red lines crossed | refusals of 3 unanswerable questions: observed 0.1",
        "Red lines crossed | mean f1 that people would give over questions: observed 0.1",
        "Other promises broken | mean recall through the new index at K=16: observed 0.1",
        "Other promises broken | other settings that changed: observed work_mem, p95 is slow",
        "Other promises broken | rows of articles: observed 7, required 8"
      })
  void aRedLineIsToldFromOtherPromises(String category, String verdict) {
    AllureEnvironment.write(results, Map.of());

    assertThat(categoryOf("failed", "FAIL: " + verdict + "\nRolled back.")).isEqualTo(category);
  }

  /** The one category that fits: the report shows a result in each that does. */
  private String categoryOf(String status, String message) {
    return categoryOf(status, message, "");
  }

  private String categoryOf(String status, String message, String trace) {
    JsonNode categories = new JsonMapper().readTree(results.resolve("categories.json").toFile());
    List<String> fitting =
        categories
            .valueStream()
            .filter(
                category ->
                    message.matches(category.path("messageRegex").asString("(?s).*"))
                        && trace.matches(category.path("traceRegex").asString("(?s).*"))
                        && (!category.has("matchedStatuses")
                            || category
                                .path("matchedStatuses")
                                .toString()
                                .contains('"' + status + '"')))
            .map(category -> category.path("name").asString())
            .toList();
    assertThat(fitting).hasSize(1);
    return fitting.get(0);
  }

  private Map<Object, Object> read(Charset charset) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(results.resolve("environment.properties"), charset)) {
      properties.load(reader);
    }
    return properties;
  }
}
