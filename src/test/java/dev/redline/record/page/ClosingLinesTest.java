package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At most 15 lines, whatever became of a run; each answers what a person asks first. */
class ClosingLinesTest {

  @Test
  void aRunThatPassedTellsItsWorstMarginAndWhatWasBought() {
    assertThat(lines(SamplePages.passed()))
        .hasSizeLessThanOrEqualTo(ClosingLines.MOST)
        .anyMatch(line -> line.startsWith("PASS: ") && !line.contains("Nearest"))
        .anyMatch(line -> line.matches("  nearest limit +p95 of searches.*% within.*"))
        .anyMatch(line -> line.startsWith("  bought"))
        .anyMatch(line -> line.matches("  gates .* s, on local cluster on 127.0.0.1:54321"))
        .anyMatch(line -> line.contains("reports/gate-record.html"));
  }

  @Test
  void aRunThatFailedTellsByHowMuchAndThatItWasTakenBack() {
    assertThat(lines(SamplePages.rolledBack()))
        .hasSizeLessThanOrEqualTo(ClosingLines.MOST)
        .anyMatch(line -> line.startsWith("FAIL: ") && line.contains("Rolled back in 240 ms"))
        .anyMatch(line -> line.startsWith("  nearest limit") && line.contains("beyond"))
        .anyMatch(line -> line.startsWith("  gates") && line.contains("1 FAIL, 2 PASS, 1 not run"));
  }

  @Test
  void aRunThatPausedTellsTheCommandThatGoesOn() {
    assertThat(lines(SamplePages.paused()))
        .hasSizeLessThanOrEqualTo(ClosingLines.MOST)
        .anyMatch(line -> line.startsWith("PAUSED: "))
        .anyMatch(
            line -> line.startsWith("  to decide") && line.contains("-Dapprove=restart:3f2a91c0"));
  }

  @Test
  void aRunThatCouldNotTellSaysWhatIsMissing() {
    assertThat(lines(SamplePages.inconclusive()))
        .hasSizeLessThanOrEqualTo(ClosingLines.MOST)
        .anyMatch(line -> line.startsWith("INCONCLUSIVE: ") && line.contains("61 of 64"));
  }

  @Test
  void moreThanThreeOfAKindAreCountedSoThatNoRunTakesMoreThanFifteenLines() {
    GateRecordPage page = SamplePages.crowded();

    assertThat(page.bought()).hasSizeGreaterThan(3);
    assertThat(lines(page))
        .hasSizeLessThanOrEqualTo(ClosingLines.MOST)
        .anyMatch(line -> line.matches(" +and \\d+ more on the page"));
  }

  /** Half a command cannot be run. */
  @Test
  void aCommandIsNeverCut() {
    String command = "cp /%s/a.conf.bak /a.conf && pg_ctl restart".formatted("x".repeat(600));

    assertThat(lines(SamplePages.with(command)))
        .anyMatch(line -> line.startsWith("  how to go back") && line.endsWith("pg_ctl restart"))
        .anyMatch(line -> line.startsWith("  to decide") && line.endsWith("pg_ctl restart"))
        .anyMatch(line -> line.startsWith("  nearest limit") && line.endsWith("…"));
  }

  @Test
  void aCommandThatNoLineHoldsIsLeftToThePage() {
    assertThat(lines(SamplePages.with("x".repeat(5000))))
        .allMatch(line -> line.length() < 600)
        .anyMatch(
            line ->
                line.startsWith("  how to go back")
                    && line.endsWith("…: see reports/gate-record.html"));
  }

  /** Three scores of one evaluation miss what one next action supplies. */
  @Test
  void whatSeveralGatesSayAlikeIsSaidOnce() {
    PageNotes notes = new PageNotes();
    for (String score : List.of("precision", "recall", "F1")) {
      Verdict verdict = Verdict.inconclusive(score, "none", "a red line", "have one made");
      notes.found("eval", "A gate about " + score, Finding.of(verdict));
      notes.wayBack("eval", "nothing to do", "Nothing had been changed.");
    }
    GateRecordPage page = notes.page(SamplePages.passed().about(), List.of());

    assertThat(page.back()).hasSize(1);
    assertThat(lines(page))
        .filteredOn(line -> line.contains("have one made"))
        .containsExactly("  to decide       eval: have one made");
  }

  @Test
  void aTextOfOthersStaysOnItsLine() {
    assertThat(lines(SamplePages.with("first\nsecond \u202E third")))
        .hasSizeLessThanOrEqualTo(ClosingLines.MOST)
        .noneMatch(line -> line.contains("\n") || line.contains("\u202E"));
  }

  private static List<String> lines(GateRecordPage page) {
    return ClosingLines.of(page, Path.of("reports"), Path.of("reports/allure-results"));
  }
}
