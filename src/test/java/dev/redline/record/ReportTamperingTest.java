package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.JournalGaps;
import dev.redline.record.journal.ReportSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Allure's report of two runs in one journal: what is done to its files afterwards is found. */
class ReportTamperingTest {

  private static final String CASE = "data/test-cases/one.json";

  @TempDir private Path metrics;
  private JournalFolder folder;

  @BeforeEach
  void twoRunsThatWereDrawn() throws IOException {
    folder = JournalFolder.withSixEntries(metrics);
    for (String run : new String[] {"older", "newer"}) {
      ended(run);
      draw(run);
      ReportSeal.keep(folder.journal(), report());
    }
  }

  @Test
  void aReportThatIsAsItWasDrawnHolds() {
    assertThat(folder.trouble()).isEmpty();
    assertThat(gap()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {CASE, "index.html", "app.js"})
  void oneFileOfItThatWasEditedIsFound(String file) throws IOException {
    Path edited = report().resolve(file);
    Files.writeString(edited, Files.readString(edited).replace("newer", "passed"));
    assertThat(folder.trouble()).isEqualTo("FAIL Allure's report: changed");
    assertThat(gap()).endsWith("allure: changed; required: as line 10 says");
  }

  @Test
  void oneFileThatWasPutInOrTakenAwayIsFound() throws IOException {
    Files.writeString(report().resolve("data/two.json"), "{}");
    assertThat(folder.trouble()).isEqualTo("FAIL Allure's report: changed");
    Files.delete(report().resolve("data/two.json"));
    Files.delete(report().resolve(CASE));
    assertThat(folder.trouble()).isEqualTo("FAIL Allure's report: changed");
  }

  @Test
  void anOlderReportThatWasPutBackIsFound() throws IOException {
    draw("older");
    assertThat(folder.trouble())
        .isEqualTo("FAIL Allure's report: as line 8 says, of an earlier run");
  }

  /** Nothing contradicts it then but the end of the journal, for which no key is needed. */
  @Test
  void aReportThatWasEditedAndWhoseEntryWasTakenAwayIsFound() throws IOException {
    assertThat(JournalGaps.of(metrics, JournalFolder.FILES)).isEmpty();
    List<String> lines = folder.lines();
    folder.writeLines(lines.subList(0, lines.size() - 1));

    assertThat(JournalGaps.of(metrics, JournalFolder.FILES))
        .singleElement()
        .asString()
        .matches("journal.jsonl: 9 entries, .*; required: 10 entries, .*");
  }

  @Test
  void aReportThatIsGoneIsFound() throws IOException {
    Files.delete(report().resolve(CASE));
    Files.delete(report().resolve("index.html"));
    Files.delete(report().resolve("app.js"));
    assertThat(folder.trouble()).isEqualTo("FAIL Allure's report: missing");
  }

  /** As JUnit's console leaves one: it draws none. */
  @Test
  void aReportThatARunWithoutOneHasLeftLyingIsNoProof() throws IOException {
    ended("newest");
    assertThat(folder.trouble())
        .isEqualTo("INCONCLUSIVE Allure's report: as line 10 says, of an earlier run");
  }

  @Test
  void aReportOfSomebodysOfWhichNoRunHasDrawnOneIsNoneOfOurs(@TempDir Path other)
      throws IOException {
    JournalFolder theirs = JournalFolder.withSixEntries(other);
    Files.createDirectories(theirs.reports().resolve("allure"));
    Files.writeString(theirs.reports().resolve("allure/index.html"), "theirs");
    assertThat(theirs.trouble()).isEmpty();
  }

  private String gap() {
    return ReportSeal.gap(folder.file(), folder.reports()).orElse("");
  }

  private void ended(String run) {
    folder.journal().append(EntryKind.RUN_ENDED, Map.of("page", Map.of(), "manifest", run));
  }

  private Path report() {
    return folder.reports().resolve("allure");
  }

  private void draw(String run) throws IOException {
    for (String file : new String[] {CASE, "index.html", "app.js"}) {
      Files.createDirectories(report().resolve(file).getParent());
      Files.writeString(report().resolve(file), file + " of the run " + run);
    }
  }
}
