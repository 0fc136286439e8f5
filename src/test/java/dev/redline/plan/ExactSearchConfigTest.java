package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSearchConfigTest {

  private static final ExactSearchConfig RULE = new ExactSearchConfig(2, 10_000, 0.5);

  @ParameterizedTest
  @CsvSource({
    "8, 20000, 20000, 8",
    "16, 2000, 20000, 160",
    "32, 32, 20000, 20000",
    "32, 20, 20000, 20000",
    "8, 0, 20000, 20000"
  })
  void theIndexVisitsKDividedByTheSelectivityOrTheWholeTable(
      int k, long matching, long total, long visited) {
    assertThat(ExactSearchConfig.visited(k, matching, total)).isEqualTo(visited);
  }

  /** With hnsw.ef_search 100 and hnsw.max_scan_tuples 20000. */
  @ParameterizedTest
  @CsvSource({
    "8, 20000, 20000, false", // no filter
    "16, 2000, 20000, false", // 160 visited
    "20, 2000, 20000, false", // 200: not more than twice ef_search
    "32, 2000, 20000, true", // 320
    "32, 100000, 1000000, false", // 320, but too many rows to read
    "16, 1000, 1000000, true", // 16000: more than half of max_scan_tuples
    "8, 1, 20000, true",
    "8, 0, 20000, true",
  })
  void aFilterIsTooSelectiveBeyondEfSearchOrTheLimitOfTheScan(
      int k, long matching, long total, boolean exact) {
    assertThat(RULE.asksForExact(k, matching, total, 100, 20_000)).isEqualTo(exact);
  }
}
