package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservabilityConfigTest {

  private static final String FILE = "observability.yaml";

  @TempDir private Path directory;

  @Test
  void theShippedPlanHasTheFiguresOfTheRequirements() {
    ObservabilityConfig rules = Plan.load(Path.of("gates")).observability();
    assertThat(rules.overhead()).hasToString("at most 0.02");
    assertThat(rules.coverage()).hasToString("at least 0.9");
    assertThat(rules.slowStatement()).isEqualTo(Duration.ofMillis(300));
    assertThat(rules.indexes().documents()).containsExactly("metadata");
    assertThat(rules.indexes().keys()).containsExactly("session_id", "created_at");
  }

  @ParameterizedTest
  @CsvSource({
    "at_most: 0.02, at_most: 2, a number from 0.001 to 1 belongs",
    "at_most: 0.02, at_most: 0, a number from 0.001 to 1 belongs",
    "longest: 60s, longest: 11min, a time from 1s to 10min belongs",
    "longest: 60s, longer: 60s, Did you mean longest?",
    "coverage: {at_least: 0.9, coverage: {at_least: 90, a number from 0.01 to 1 belongs",
    "slow_statement: 300ms, slow_statement: 300, us",
    "slow_statement: 300ms, slow_statement: 2min, a time of at most 1min belongs",
    "calls: {at_least: 100, calls: {at_least: 0, a whole number from 1 to 1000000000 belongs",
    "gain: {at_least: 0.3, gain: {at_least: 30, a number from 0.01 to 1 belongs",
    "documents: [metadata], documents: metadata, where a list",
    "documents: [metadata], documents: [Meta-data], the name of a column",
    "values: 5, values: 101, a whole number from 1 to 100 belongs",
    "lock_patience: 3s, lock_patience: 3, us",
    "statement_patience: 10min, , required key \"statement_patience\" is missing",
    "coverage_searches: 200, , required key \"coverage_searches\" is missing",
  })
  void aValueThatIsNoneComesWithTheRule(String found, String with, String rule) {
    GatesCopy.in(directory)
        .replace(FILE, found, with == null ? "" : with)
        .error()
        .contains(FILE + ":", rule);
  }

  @Test
  void onlyListsOfLibrariesCanBeAddedTo() {
    GatesCopy.in(directory)
        .replace("stages/observability.yaml", "value: 10000", "adds: 10000")
        .error()
        .contains("only the lists *_preload_libraries can be added to");
  }
}
