package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.change.RollbackReport;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HotFixTest {

  private static final String UNTOUCHED = "Nothing had been changed.";
  private static final Verdict FAIL =
      Verdict.fail("f1", "0.1000", "at least 0.2000", "compare the evaluations");
  private static final Verdict OTHER =
      Verdict.fail("recall", "0.3000", "at least 0.4000", "compare the evaluations");

  @TempDir private Path metrics;

  @Test
  void itSaysWhatWasSeenWhatWasDoneAndWhatToDo() {
    assertThat(write(List.of(FAIL, OTHER), back(), "Rolled back in 240 ms; all as before."))
        .hasContent(
            """
            # stageA did not pass (2026-03-04T05:06:07Z)

            The gate: **F1 stays above its red line**

            ## What was seen

            - f1: observed 0.1000, required at least 0.2000
            - recall: observed 0.3000, required at least 0.4000

            ## What was done

            - Rolled back in 240 ms; all as before.

            ## Evidence

            - reports/allure/index.html
            - metrics/

            ## What to do

            - compare the evaluations
            - then try again:

                  mvn verify -Dgroups=stageA
            """);
  }

  @Test
  void itsNameHoldsTimeAndPhaseSoThatNoneReplacesAnother() {
    assertThat(write(List.of(FAIL), null, UNTOUCHED))
        .isEqualTo(metrics.resolve("hotfix/20260304T050607Z-stageA.md"));
  }

  @Test
  void whereNothingHadBeenChangedNothingIsSaidToBeRolledBack() {
    assertThat(write(List.of(FAIL), null, UNTOUCHED))
        .content()
        .contains("## What was done\n\n- Nothing had been changed.\n")
        .doesNotContainIgnoringCase("rolled back");
  }

  @Test
  void aRollbackThatFailedIsNotTakenForNothingChanged() {
    assertThat(write(List.of(FAIL), null, "THE ROLLBACK FAILED, look now: no start"))
        .content()
        .contains("## What was done\n\n- THE ROLLBACK FAILED, look now: no start\n")
        .doesNotContain("Nothing had been changed");
  }

  @Test
  void withoutVerdictsItShowsTheFirstLineOfTheFailureAndPointsToTheLog() {
    assertThat(write(List.of(), null, UNTOUCHED))
        .content()
        .contains("## What was seen\n\n- the message\n\n")
        .contains("- read the message above and the server's log, and mend the cause\n");
  }

  @Test
  void aVerdictOfSeveralLinesStaysOneItem() {
    assertThat(write(List.of(Verdict.fail("files", "a\nb", "none", "look")), null, UNTOUCHED))
        .content()
        .contains("- files: observed a b, required none\n");
  }

  @ParameterizedTest
  @MethodSource("dev.redline.quoting.SqlTextTest#hostile")
  void namesOfOthersAddNoLineAndNoMarkup(String name) throws Exception {
    String harmless = Files.readString(write(List.of(about("harmless")), null, "harmless"));
    String hostile = Files.readString(write(List.of(about(name)), null, name));

    assertThat(hostile.lines().count()).isEqualTo(harmless.lines().count());
    assertThat(hostile)
        .doesNotContainPattern("(?<!\\\\)(<script|`touch|\\$\\()")
        .doesNotContain("\u202E", "\u200B");
  }

  private static Verdict about(String name) {
    return Verdict.fail(name, name, name, name);
  }

  @Test
  void theJsonBesideItHoldsTheSameForMachines() {
    Path markdown = write(List.of(FAIL), back(), "Rolled back in 240 ms; all as before.");
    Path file = markdown.resolveSibling("20260304T050607Z-stageA.json");

    JsonNode json = new JsonMapper().readTree(file.toFile());

    assertThat(json.path("phase").asString()).isEqualTo("stageA");
    assertThat(json.path("gate").asString()).isEqualTo("F1 stays above its red line");
    assertThat(json.path("failure").asString()).isEqualTo("the message\nand more");
    assertThat(json.at("/verdicts/0/status").asString()).isEqualTo("FAIL");
    assertThat(json.at("/verdicts/0/next").asString()).isEqualTo("compare the evaluations");
    assertThat(json.at("/rollback/proof/verdicts/0/status").asString()).isEqualTo("PASS");
    assertThat(json.path("done").asString()).startsWith("Rolled back");
    assertThat(json.path("tryAgain").asString()).isEqualTo("mvn verify -Dgroups=stageA");
    assertThat(json.path("time").asString()).isEqualTo("2026-03-04T05:06:07Z");
  }

  private Path write(List<Verdict> verdicts, @Nullable RollbackReport rollback, String done) {
    return new HotFix(
            Instant.parse("2026-03-04T05:06:07Z"),
            "stageA",
            "F1 stays above its red line",
            "the message\nand more",
            verdicts,
            rollback,
            done,
            List.of("reports/allure/index.html", "metrics/"),
            "mvn verify -Dgroups=stageA")
        .write(new EvidenceStore(metrics), Optional.empty());
  }

  private static RollbackReport back() {
    return new RollbackReport(
        Finding.of(Verdict.pass("settings", "as before", "as before")), Duration.ofMillis(240));
  }
}
