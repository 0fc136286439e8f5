package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.state.PhaseState;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stage leaves among the lessons learned is told in figures. */
@ExtendWith(StageTrials.class)
class LessonsOfAStageTest {

  private static final String FOUR_DECIMALS = "[01]\\.\\d{4}";
  private static final String MILLIS = "\\d+\\.\\d{3} ms";

  private static final Pattern STATE =
      Pattern.compile(
          Arrays.stream(PhaseState.values())
              .map(PhaseState::name)
              .collect(Collectors.joining("|", "(?<!NOT )\\b(", ")\\b")));

  private StageTrial trial;

  @BeforeEach
  void takeCopy(StageTrial copy) {
    trial = copy;
  }

  @Test
  @Tag("long")
  void aStageThatPassedTellsSettingsScoresAndTimesBeforeAndAfter() throws Exception {
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(bulletOfStageA())
        .contains("jit on -> off")
        .contains("wal_compression off -> ")
        .containsPattern("shared_buffers 128MB -> \\d+MB")
        .containsPattern("precision %1$s -> %1$s".formatted(FOUR_DECIMALS))
        .containsPattern("recall %1$s -> %1$s".formatted(FOUR_DECIMALS))
        .containsPattern("F1 %1$s -> %1$s".formatted(FOUR_DECIMALS))
        .containsPattern("p95 at K=16, probe vectors %1$s -> %1$s".formatted(MILLIS))
        .doesNotContain("time to restore");
    assertThat(pictures())
        .anyMatch(title -> title.startsWith("Latency of search probe vectors at K=16"))
        .anyMatch(title -> title.startsWith("Plan of search probe vectors"))
        .anyMatch(title -> title.startsWith("Labels of "))
        .contains("Memory at worst", "The restart, as time went on")
        .contains("What stage A plans, divided by what is there");
    assertThatNoStateIsNamed();
  }

  /** What people read says it in words. */
  private void assertThatNoStateIsNamed() throws Exception {
    for (String file : List.of("gate-record.html", "gate-record.md")) {
      assertThat(trial.home().resolve(file)).content().doesNotContainPattern(STATE);
    }
    for (String file : List.of("lessons_learned.md", "methodology_log.md", "context_bundle.md")) {
      assertThat(trial.metrics().resolve(file)).content().doesNotContainPattern(STATE);
    }
  }

  private List<String> pictures() throws Exception {
    return Jsoup.parse(Files.readString(trial.home().resolve("gate-record.html")))
        .select("#pictures h3")
        .eachText();
  }

  @Test
  @Tag("long")
  void aStageThatWasRolledBackTellsHowLongThatTook() throws Exception {
    trial.edit("red-lines.yaml", "recall: {at_least: 0.4", "recall: {at_least: 1.0");
    assertThat(trial.run("StageA").failed())
        .containsOnlyKeys(
            "Recall stays above its red line",
            "Everything that was judged after the change has passed");
    assertThat(bulletOfStageA())
        .contains("put back", "jit on -> off", "p95 at K")
        .contains("happened: Everything that was judged after the change has passed: FAIL")
        .containsPattern("time to restore \\d+ ms");
    assertThat(pictures())
        .contains("The restart, as time went on", "The way back, as time went on");
    assertThatNoStateIsNamed();
    assertThat(trial.evidence("journal.jsonl").get(0))
        .content()
        .contains("\"outcome\":\"PASS\"", "\"outcome\":\"FAIL\"")
        .doesNotContain("GateFailure");
  }

  /** Without the backslashes that keep Markdown from reading more into it. */
  private String bulletOfStageA() throws Exception {
    String lessons = Files.readString(trial.evidence("lessons_learned.md").get(0));
    String bullet = lessons.substring(lessons.indexOf("- **stageA**"));
    return bullet.replace("\\", "");
  }
}
