package dev.redline.plan;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a key or a value. */
class BadValueTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void anUnknownKeyComesWithTheNearestKnownOne() {
    gates
        .replace("latency.yaml", "warm_up:", "warmup:")
        .error()
        .isEqualTo(
            "latency.yaml:30:9 warmup: unknown key \"warmup\". Did you mean warm_up? The keys here"
                + " are vector_search, slowdown, samples, warm_up, warm, queries, seed, policy.");
  }

  @Test
  void anUnknownKeyFarFromAllOthersComesWithTheList() {
    gates
        .replace("red-lines.yaml", "k: 8", "colour: 8")
        .error()
        .contains("unknown key \"colour\". The keys here are judges,");
  }

  @Test
  void aMissingKeyIsNamedWithItsPath() {
    gates
        .replace("stages/a.yaml", "    value: 8GB\n", "")
        .error()
        .contains("settings.shared_buffers.value: required key \"value\" is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8gb", "8G", "8", "0GB", "-8GB", "8 GB", "8.5GB", "9999999999TB"})
  void aMemorySizeTakesPostgresqlUnitsOnly(String value) {
    gates
        .replace("stages/a.yaml", "value: 8GB", "value: " + value)
        .error()
        .startsWith("stages/a.yaml:12:12 settings.shared_buffers.value: found ")
        .contains(value)
        .contains("a memory size is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"200", "200 ms", "200MS", "0ms", "-1s", "2m", "soon"})
  void aTimeTakesAUnit(String value) {
    gates
        .replace("latency.yaml", "at_most: 200ms", "at_most: " + value)
        .error()
        .startsWith("latency.yaml:5:20 vector_search[0].p95.at_most: found ")
        .contains("us, ms, s, min, h, d, such as 200ms");
  }

  @ParameterizedTest
  @CsvSource({
    "red-lines.yaml, at_least: 0.159, at_least: 15.9, a number from 0.01 to 1 belongs",
    "latency.yaml, samples: 300, samples: 99, a whole number from 100 to 1000000 belongs",
    "latency.yaml, k: 8, k: 0, a whole number from 1 to 1000 belongs",
    "latency.yaml, ef_search_at_least: 100, ef_search_at_least: 1001, from 1 to 1000 belongs",
    "latency.yaml, at_most: 1.05, at_most: 0.5, a number from 1.005 to 1.5 belongs",
    "target.yaml, attempts: 3, attempts: 4, a whole number from 1 to 3 belongs",
    "target.yaml, clusters: 100, clusters: 20001, a whole number from 1 to 20000 belongs",
  })
  void aNumberOutOfRangeComesWithTheRange(String file, String found, String with, String rule) {
    gates.replace(file, found, with).error().contains(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "latency.yaml, samples: 300, samples: \"300\", found \"300\" where a whole number",
    "latency.yaml, samples: 300, samples: 300.5, found 300.5 where a whole number",
    "latency.yaml, samples: 300, samples:, found nothing where a whole number",
    "red-lines.yaml, k: 8, k: [8], found a list where a single value belongs",
    "red-lines.yaml, at_least: 0.159, at_least: .nan, where a number from 0.01 to 1 belongs",
    "plan.yaml, id: B-1070, id: 1070, found 1070 where a text belongs",
    "plan.yaml, needs: [], needs: discovery, found \"discovery\" where a list",
    "stages/a.yaml, value: off, value: false, (on or off",
    "health.yaml, at_least: 0.8.0, at_least: v0.8, a version is numbers with dots between",
    "health.yaml, required: installed, required: yes, 'one of installed, available belongs'",
    "latency.yaml, strict_order, strict, 'one of off, strict_order, relaxed_order'",
    "health.yaml, mended_in: 0.8.2, mended_in: 0.6.0, a version after 0.6.0 belongs",
    "health.yaml, verdict: report, verdict: warn, 'one of fail, report belongs'",
    "health.yaml, since: 0.2.7, since: v1, a version is numbers with dots between",
    "health.yaml, mended_in: 0.8.4, mended: 0.8.4, The keys here are extension",
    "audit-scan.yaml, path: src/test/**, path: /src/test, a path is relative to the top",
    "audit-scan.yaml, path: src/test/**, path: ../src/test, a path is relative to the top",
    "audit-scan.yaml, 'values: [password]', 'values: []', at least one value belongs",
    "audit-scan.yaml, reads:, read:, Did you mean reads?",
    "target.yaml, longest_pause: 2s, longest_pause: 2ms, a time of first_pause or more",
    "target.yaml, image: pgvector/, image: --privileged pgvector/, where the name of an image",
    "plan.yaml, id: B-1070, 'id: \"B\\u202e1070\"', a text without hidden characters",
    "plan.yaml, id: B-1070, 'id: \"B\\01070\"', a text without hidden characters",
    "red-lines.yaml, precision: {at_least: 0.35}, precision: {at_most: 0.35}, unknown key \"at_most\"",
    "red-lines.yaml, f1: {at_least: 0.35}, hallucination: {at_least: 0.35}, unknown key \"at_least\"",
    "red-lines.yaml, offline:, ofline:, Did you mean offline?",
    "red-lines.yaml, bedrock:, Bedrock:, Did you mean bedrock?",
  })
  void aWrongTypeComesWithTheRightOne(String file, String found, String with, String rule) {
    gates.replace(file, found, with).error().contains(rule);
  }
}
