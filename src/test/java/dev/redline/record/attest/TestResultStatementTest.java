package dev.redline.record.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.GateOutcome;
import dev.redline.record.page.GateRecordPage;
import dev.redline.record.page.GateRecordPage.About;
import dev.redline.record.page.PageNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The words of in-toto's predicate for each of ours, which stands beside them. */
class TestResultStatementTest {

  private static final List<String> LISTS = List.of("passedTests", "warnedTests", "failedTests");

  @ParameterizedTest
  @CsvSource({
    "PASS, PASSED, passedTests",
    "FAIL, FAILED, failedTests",
    "BROKEN, FAILED, failedTests",
    "INCONCLUSIVE, WARNED, warnedTests",
    "PAUSED, WARNED, warnedTests",
    "NOT_RUN, WARNED, warnedTests"
  })
  void eachOutcomeHasOneResult(GateOutcome outcome, String result, String listed) {
    JsonNode predicate = predicate(outcome);

    assertThat(predicate.path("result").asString()).isEqualTo(result);
    assertThat(predicate.path(listed).toString()).isEqualTo("[\"stageA: The gate\"]");
    assertThat(LISTS)
        .filteredOn(list -> !list.equals(listed))
        .allSatisfy(list -> assertThat(predicate.path(list)).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void ourWordStandsBesideIt(GateOutcome outcome) {
    assertThat(predicate(outcome).path("outcome").asString()).isEqualTo(outcome.name());
  }

  private static JsonNode predicate(GateOutcome outcome) {
    PageNotes notes = new PageNotes();
    notes.ended("stageA", "The gate", outcome, Duration.ofMillis(3), "why");
    About about = new About("B-1", Instant.EPOCH, Duration.ZERO, "run", "server", Map.of());
    GateRecordPage page = notes.page(about, List.of());
    String statement = TestResultStatement.of(page, Map.of(), "7412345678901234567", Map.of());
    return new JsonMapper().readTree(statement).path("predicate");
  }
}
