package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Redaction;
import dev.redline.quoting.MarkdownText;
import dev.redline.record.RunReport.PhaseReport;
import dev.redline.record.RunReport.Step;
import dev.redline.record.journal.Artifact;
import dev.redline.record.journal.JournalHead;
import dev.redline.verdict.BeforeAfter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordsTest {

  private static final Redaction REDACTION = Redaction.of(Map.of());
  private static final Artifact EVIDENCE = new Artifact("diagnostics/a.json", "ab".repeat(32), 12);

  @TempDir private Path metrics;
  private RunRecords records;

  @BeforeEach
  void open() {
    records = new RunRecords(metrics, JournalFolder.FILES, REDACTION);
  }

  @Test
  void aRunIsASectionOfTheMethodologyLog() {
    assertThat(new MethodologyLog(REDACTION).section(run()))
        .isEqualTo(
            """

            ## 2026-03-04T05:06:07Z [B-1070]

            - command: `mvn verify -Dgroups=stageA`
            - server: local cluster
            - verdict: NOT PASSED: The server restarts
            - time: 14.200 s

            | phase | step | outcome | time |
            |---|---|---|---:|
            | stageA | The server restarts | FAIL | 0.520 s |
            """);
  }

  @Test
  void aPhaseIsABulletOfTheLessonsLearned() {
    assertThat(new LessonsLearned(REDACTION, "logs/lessons.md").bullets(run()))
        .isEqualTo(
            """
            - **stageA** on 2026-03-04T05:06:07Z [B-1070]: FAIL, rolled back in 240 ms
              - tried: 8 settings
              - happened: no start: shared_buffers too large
              - figures: shared_buffers 128MB -\\> 8GB; p95 at K=16 0.7 ms
              - evidence: [diagnostics/a.json](<../diagnostics/a.json>)
            """);
  }

  @Test
  void logsGrowAndKeepWhatOthersHaveWrittenThere() throws IOException {
    records.append(run());
    Path log = metrics.resolve("methodology_log.md");
    String once = Files.readString(log);
    Files.writeString(log, once + "a note without an end");
    records.append(run());
    String section = new MethodologyLog(REDACTION).section(run());
    assertThat(log).hasContent(once + "a note without an end\n" + section);
    assertThat(once).startsWith("# Methodology log\n").endsWith(section);
    assertThat(metrics.resolve("lessons_learned.md"))
        .content()
        .startsWith("# Lessons learned\n")
        .containsOnlyOnce("# Lessons learned")
        .matches(text -> text.split("- \\*\\*stageA", -1).length == 3);
  }

  @Test
  void aRunWithoutPhasesTeachesNothingAndIsLoggedAllTheSame() {
    RunReport run =
        new RunReport(
            "B-1070", JournalFolder.NOW, Duration.ZERO, command(), "none", "PASS", List.of());
    records.append(run);
    assertThat(metrics.resolve("lessons_learned.md")).hasContent(LessonsLearned.TITLE);
    assertThat(new MethodologyLog(REDACTION).section(run)).doesNotContain("| phase");
  }

  @Test
  void theContextBundleIsTheSameForProgramsAndForPeople() {
    assertThat(records.replace(bundle()))
        .containsExactly(
            metrics.resolve("context_bundle.json"), metrics.resolve("context_bundle.md"));
    assertThat(metrics.resolve("context_bundle.json"))
        .content()
        .startsWith("{\n  \"schema\" : 1,\n  \"plan\" : \"B-1070\",\n")
        .contains("\"id\" : \"20260304T050607Z-stageA\"", "\"server\" : \"73\"", "\"count\" : 6");
    assertThat(metrics.resolve("context_bundle.md"))
        .hasContent(
            """
            # Where plan B-1070 stands (2026-03-04T05:06:07Z)

            ## State

            - stageA: put back

            ## Open hot-fixes

            - 20260304T050607Z-stageA: stageA did not pass: The server restarts

            ## Commands

            - `mvn verify -Dgroups=stageA`: runs stage A

            ## Stack

            - Java 17
            - PostgreSQL 15.18

            ## Layout

            - gates/: what must hold

            ## Artifacts

            - [diagnostics/a.json](<diagnostics/a.json>), SHA-256 %s

            ## Journal

            - 6 entries, the last with hash %s
            """
                .formatted("ab".repeat(32), "cd".repeat(32)));
  }

  @Test
  void whatOthersHaveWrittenIsNotTakenForMarkup() {
    assertThat(new Markdown(REDACTION).text(" a|b\n# <c> [d](e) *f* `g` ![h] "))
        .isEqualTo("a\\|b \\# \\<c\\> \\[d\\](e) \\*f\\* \\`g\\` !\\[h\\]");
    assertThat(MarkdownText.code("a `b` c")).isEqualTo("`` a `b` c ``");
  }

  private static CommandLine command() {
    return CommandLine.of(Map.of("groups", "stageA"), REDACTION);
  }

  private static RunReport run() {
    PhaseReport phase =
        new PhaseReport(
            "stageA",
            "FAIL, rolled back in 240 ms",
            "8 settings",
            "no start:\nshared_buffers too large",
            List.of(new Step("The server restarts", GateOutcome.FAIL, Duration.ofMillis(520))),
            List.of(
                new BeforeAfter("shared_buffers", Optional.of("128MB"), "8GB"),
                new BeforeAfter("p95 at K=16", Optional.empty(), "0.7 ms")),
            List.of(EVIDENCE));
    return new RunReport(
        "B-1070",
        JournalFolder.NOW,
        Duration.ofMillis(14_200),
        command(),
        "local cluster",
        "NOT PASSED: The server restarts",
        List.of(phase));
  }

  private static ContextBundle bundle() {
    return new ContextBundle(
        "B-1070",
        JournalFolder.NOW,
        new TreeMap<>(Map.of("Java", "17", "PostgreSQL", "15.18")),
        Map.of("gates/", "what must hold"),
        Map.of("mvn verify -Dgroups=stageA", "runs stage A"),
        Map.of("stageA", "put back"),
        List.of(EVIDENCE),
        List.of(
            new OpenHotFix(
                "20260304T050607Z-stageA",
                JournalFolder.NOW,
                "stageA",
                "The server restarts",
                Optional.of("73"))),
        new JournalHead(6, "cd".repeat(32)));
  }
}
