package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.trial.CpuTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A faulty plan ends soon, before anything else starts, and names all that is wrong with it. */
class AllFaultsTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void theShippedPlanIsSound() {
    PlanCheck.check(directory);
  }

  @Test
  void faultsOfOneFileAndOfSeveralAreNamedAtOnce() {
    gates
        .replace("latency.yaml", "samples: 300", "samples: 3")
        .replace("latency.yaml", "queries: 100", "queries: none")
        .replace("red-lines.yaml", "recall: {at_least: 0.166}", "recal: {at_least: 0.166}")
        .replace("stages/c.yaml", "value: 24GB", "value: 24gb")
        .replace("quality.yaml", "phase: rollback", "phase: rolback");
    assertThatThrownBy(() -> PlanCheck.check(directory))
        .hasMessageStartingWith("5 faults in the plan:")
        .hasMessageContainingAll(
            "latency.yaml:29:10 samples: found 3 where a whole number from 100",
            "latency.yaml:31:10 queries: found \"none\" where a whole number from 1",
            "red-lines.yaml:14:12 judges.bedrock.recal: unknown key \"recal\". Did you mean recall?",
            "stages/c.yaml:13:12 settings.shared_buffers.value: found \"24gb\"",
            "quality.yaml:25:19 rollback.phase: found \"rolback\" where one of discovery");
  }

  @ParameterizedTest
  @MethodSource("yamlFilesOfGates")
  void everyFileIsReadBeforeAnyGateStarts(String file) throws Exception {
    Files.writeString(directory.resolve(file), "nobody: reads this\n");
    assertThatThrownBy(() -> PlanCheck.check(directory)).hasMessageContaining(file + ":1:");
  }

  static List<String> yamlFilesOfGates() throws IOException {
    Path gates = Path.of("gates");
    try (Stream<Path> files = Files.walk(gates)) {
      return Stream.concat(
              files.map(file -> gates.relativize(file).toString()), Stream.of("workload.yaml"))
          .filter(name -> name.endsWith(".yaml"))
          .distinct()
          .sorted()
          .toList();
    }
  }

  @Test
  void swappedStagesAreFound() {
    gates
        .replace("plan.yaml", "settings: stages/a.yaml", "settings: stages/x.yaml")
        .replace("plan.yaml", "settings: stages/b.yaml", "settings: stages/a.yaml")
        .replace("plan.yaml", "settings: stages/x.yaml", "settings: stages/b.yaml")
        .error()
        .startsWith("2 faults in the plan:")
        .contains("stages/b.yaml calls itself stage B, and is named for the phase stageA")
        .contains("stages/a.yaml calls itself stage A, and is named for the phase stageB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan.yaml | needs: [discovery, stageA] | needs: [] | stageB needs discovery",
        "plan.yaml | needs: [discovery, stageB] | needs: [discovery] | goes_without: [stageB]",
        "red-lines.yaml | at_least: 0.166 | at_least: 0 | a number from 0.01 to 1",
        "latency.yaml | recall: {at_least: 0.95} | recall: {at_least: 0} | a number from 0.01",
        "latency.yaml | or_at_most: 0.1ms | or_at_most: 10h | at most 1 ms",
        "latency.yaml | at_most: 1.05 | at_most: 99 | a number from 1.005 to 1.5",
        "approvals.yaml | valid_for: 24h | valid_for: 3650d | a time from 1min to 7d",
        "approvals.yaml | setting: shared_buffers | setting: shared_bufers | no setting of",
        "approvals.yaml | setting: shared_buffers | setting: jit | jit is on or off",
        "approvals.yaml | above: 16GB | above: 99999TB | a size from",
        "record.yaml | methodology_log.md | README.md | a file that nothing else is kept in",
        "record.yaml | lessons_learned.md | baselines/a.md | a file that nothing else is kept in",
        "record.yaml | journal: journal.jsonl | journal: ../pom.xml | a path below metrics/",
        "isolation.yaml | .ragcache_eval | .git | the name of one folder that begins with",
        "isolation.yaml | .ragcache_eval | src | the name of one folder that begins with",
        "judge.yaml | fixtures/judge | ../../judge | a path below the project's folder",
        "stages/c.yaml | phase: stageB | phase: stageX | one of discovery"
      })
  void whatWouldHaveBeenSilentIsRefused(String file, String found, String other, String message) {
    gates
        .replace(file, found, other)
        .error()
        .matches("(?s).*" + file + ":\\d+:\\d+ .*")
        .contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside.yaml", "../../../../../../../../etc/passwd", "link.yaml"})
  void aFileOutsideOfGatesIsNeitherReadNorShown(String name) throws IOException {
    Files.writeString(directory.resolve("outside.yaml"), "stage: A\nhunter2: hunter3\n");
    Path inside = Files.createDirectories(directory.resolve("in"));
    GatesCopy copy = GatesCopy.in(inside);
    Files.createSymbolicLink(inside.resolve("link.yaml"), directory.resolve("outside.yaml"));
    copy.replace("plan.yaml", "settings: stages/a.yaml", "settings: " + name)
        .error()
        .contains("phases[2].settings: found \"" + name + "\" where ")
        .doesNotContain("hunter", "root:");
  }

  @Test
  void readingIsBoundedInSizeDepthAndTime() {
    String deep = "a: " + "[".repeat(400_000);
    String wide = "a: " + "x".repeat(8 << 20);
    String line = "a: " + "x".repeat(900_000);
    String maps = "{a: ".repeat(5_000);
    for (String text :
        new String[] {deep, wide, line, maps, "\u0001", "a: *b", "- ".repeat(4000)}) {
      gates.write("judge.yaml", text);
      assertThat(CpuTime.of(() -> gates.error().contains("judge.yaml").hasSizeLessThan(2000)))
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void whatAMessageRepeatsIsShortAndPrintable() {
    gates
        .replace("judge.yaml", "kappa:", "\"\\e[2J" + "k".repeat(500) + "\":")
        .error()
        .hasSizeLessThan(1000)
        .doesNotContain("\u001b");
  }

  @Test
  void aPhaseMayGoWithoutANeedWhenThePlanSaysSo() {
    gates.replace(
        "plan.yaml",
        "needs: [discovery, stageB]",
        "needs: [discovery]\n    goes_without: [stageB]");
    assertThat(gates.load().phase("stageC").needs()).containsExactly("discovery");
  }
}
