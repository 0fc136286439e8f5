package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.RedLines;
import dev.redline.verdict.Status;
import dev.redline.workload.AcceptedFloors.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Floors are written where they belong, with where they come from, and nothing else changes. */
class AcceptedFloorsTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));
  private static final Floors MADE =
      new Floors(Map.of("precision", 0.412, "recall", 0.5, "f1", 0.444), "40 of 84 labelled");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void takeTheShippedOnes() throws IOException {
    file = folder.resolve("red-lines.yaml");
    Files.copy(Path.of("gates/red-lines.yaml"), file);
  }

  @Test
  void aJudgeThatHasRedLinesGetsOthersAndKeepsThoseThatAreNotMade() throws IOException {
    String before = Files.readString(file);
    String hallucination = "    hallucination: {at_most: 0.1} # people's\n";
    Files.writeString(file, before.replaceFirst("(  offline: .*\n)", "$1" + hallucination));

    Outcome outcome = accepted("offline");

    assertThat(outcome.verdict().status()).isEqualTo(Status.PASS);
    String after = Files.readString(file);
    assertThat(after)
        .contains(
            "  offline: # accepted 2026-11-28 at commit abc: 40 of 84 labelled\n"
                + "    recall: {at_least: 0.500}\n"
                + "    precision: {at_least: 0.412}\n"
                + "    f1: {at_least: 0.444}\n",
            hallucination);
    assertThat(
            after
                .lines()
                .filter(line -> !line.matches(".*(offline|precision|recall|f1|hallucination):.*")))
        .containsExactlyElementsOf(
            before
                .lines()
                .filter(line -> !line.matches(".*(offline|precision|recall|f1):.*"))
                .toList());
    assertThat(outcome.redLines().of("offline").orElseThrow().get("recall"))
        .hasToString("at least 0.5");
    assertThat(outcome.redLines().of("bedrock")).isEqualTo(PLAN.redLines().of("bedrock"));
  }

  @Test
  void aJudgeWithoutRedLinesGetsSomeAndThePlanIsReadWithThem() throws Exception {
    assertThat(accepted("openai").redLines().of("openai").orElseThrow()).hasSize(3);
    assertThat(RedLines.floors(file, "openai")).isEqualTo(MADE.lines());
    assertThat(RedLines.floors(file, "offline")).hasSize(3);
  }

  @Test
  void aFileThatIsNotThereIsMadeOfWhatDiffersAlone() throws IOException {
    Files.delete(file);
    accepted("openai");
    assertThat(Files.readString(file)).startsWith("judges:\n  openai: # accepted ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "judges: {openai: {f1: {at_least: 0.2}}}\n",
        "judges:\n  \"openai\":\n    f1: {at_least: 0.2}\n",
        "judges:\n    offline:\n        f1: {at_least: 0.2}\n",
        "judges:\n  openai: {}\n",
        "judges:\n  openai:\n    precision:\n      at_least: 0.2\n"
      })
  void aFileThatIsWrittenOtherwiseIsLeftAloneAndTheLineToWriteIsNamed(String text)
      throws IOException {
    Files.writeString(file, text);

    Outcome outcome = accepted("openai");

    assertThat(outcome.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(outcome.verdict().observed()).contains("as it was");
    assertThat(outcome.verdict().next().toString())
        .contains("write under judges: openai: {f1: {at_least: 0.", "}, precision: {at_least: 0.");
    assertThat(outcome.redLines()).isEqualTo(PLAN.redLines());
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void floorsThatNothingCanMissAreNotAccepted() throws IOException {
    Floors nothing = new Floors(Map.of("precision", 0.0), "nothing");
    Outcome outcome = floors().accept("openai", nothing, PLAN.redLines());
    assertThat(outcome.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(RedLines.floors(file, "openai")).isEmpty();
  }

  private Outcome accepted(String judge) throws IOException {
    return floors().accept(judge, MADE, PLAN.redLines());
  }

  private AcceptedFloors floors() {
    return AcceptedFloors.in(
        folder,
        Map.of("accept", "floors"),
        () -> "abc",
        Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC));
  }
}
