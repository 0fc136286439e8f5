package dev.redline.plan;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with query-policy.yaml, or with the policy itself. */
class BadQueryPolicyTest {

  private static final String FILE = "query-policy.yaml";

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void anUnknownKeyComesWithTheNearestKnownOne() {
    gates
        .replace(FILE, "selectivity_tolerance:", "selectivity_tolerence:")
        .error()
        .startsWith("query-policy.yaml:10:24 selectivity_tolerence: unknown key")
        .contains("Did you mean selectivity_tolerance?");
  }

  @ParameterizedTest
  @CsvSource({
    "selectivity: 0.5, selectivity: 50, a number from 0.000001 to 1 belongs",
    "selectivity: 0.5, selectivity: 0, a number from 0.000001 to 1 belongs",
    "selectivity: 0.5, selectivity: 0.1, selectivity 0.1 stands here twice. Keep one.",
    "selectivity: 1, selectivity: 0.9, 'found 0.9 where 1, unless there is a value to filter by'",
    "rows: {at_least: 1}, rows: {at_least: 2}, a number from 0.01 to 1 belongs",
    "recall: {at_least: 0.95}, recall: {at_most: 0.95}, unknown key \"at_most\"",
    "p95: {at_most: 200ms}, p95: {at_most: 200}, such as 200ms",
    "above_ef_search: 2, above_ef_search: 0, a number from 1 to 1000 belongs",
    "rows_at_most: 10000, rows_at_most: -1, a whole number from 0 to",
    "above_scan_share: 0.5, above_scan_share: 1.5, a number from 0 to 1 belongs",
    "samples: 100, samples: 99, a whole number from 100 to 1000000 belongs",
    "queries: 25, queries: 0, a whole number from 1 to 100000 belongs",
    "< ?::int, < 5, an SQL condition with exactly one ? for the value belongs",
    "hnsw.no_such_setting, hnsw!, which cannot be the name of a setting",
  })
  void aValueThatCannotBeComesWithTheRule(String found, String with, String rule) {
    gates.replace(FILE, found, with).error().startsWith("query-policy.yaml:").contains(rule);
  }

  @ParameterizedTest
  @CsvSource({"[40]", "'[40, 20]'", "'[20, 20]'"})
  void aSweepHasTwoOrMoreValuesInAscendingOrder(String values) {
    gates
        .replace(FILE, "[2, 5, 10, 20, 40, 100, 200, 400]", values)
        .error()
        .contains("two or more values of hnsw.ef_search, in ascending order belongs");
  }

  @Test
  void anEfSearchThatPgvectorDoesNotTakeIsRefused() {
    gates
        .replace(FILE, "200, 400]", "200, 1001]")
        .error()
        .contains("a whole number from 1 to 1000 belongs");
  }

  @Test
  void thePolicyIsOnOrOff() {
    gates
        .replace("latency.yaml", "set_local: on", "set_local: true")
        .error()
        .startsWith("latency.yaml:")
        .contains("policy.set_local: found true where one of on, off belongs");
  }
}
