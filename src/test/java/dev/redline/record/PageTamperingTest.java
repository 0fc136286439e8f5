package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.files.Sha256;
import dev.redline.record.journal.EntryKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of two runs in one journal, whose key the forger has not: only the newest holds. */
class PageTamperingTest {

  private static final List<String> FORMS =
      List.of("gate-record.html", "gate-record.json", "gate-record.md");

  private static final Map<String, String> RESULTS = Map.of("one-result.json", "0".repeat(64));

  @TempDir private Path metrics;
  private JournalFolder folder;

  @BeforeEach
  void twoRuns() throws IOException {
    folder = JournalFolder.withSixEntries(metrics);
    Files.createDirectory(folder.reports());
    for (String run : List.of("older", "newer")) {
      Map<String, String> page = new LinkedHashMap<>();
      for (String form : FORMS) {
        put(form, run);
        page.put(form, Sha256.of(text(form, run).getBytes(StandardCharsets.UTF_8)));
      }
      String manifest = list(run, RESULTS).write(ledger(run));
      folder
          .journal()
          .append(
              EntryKind.RUN_ENDED, Map.of("verdict", "PASS", "page", page, "manifest", manifest));
    }
  }

  @Test
  void thePageOfTheNewestRunHolds() {
    assertThat(folder.trouble()).isEmpty();
  }

  @Test
  void anOlderRecordThatWasPutBackIsFound() throws IOException {
    for (String form : FORMS) {
      put(form, "older");
    }
    assertThat(folder.trouble())
        .startsWith("FAIL page of the last run: gate-record.html: of the run that line 7 ends, ");
  }

  @Test
  void oneFormOfAnotherRunIsFound() throws IOException {
    put("gate-record.md", "older");
    assertThat(folder.trouble())
        .isEqualTo("FAIL page of the last run: gate-record.md: of the run that line 7 ends");
  }

  @Test
  void oneFormThatWasChangedIsFound() throws IOException {
    put("gate-record.html", "forged");
    assertThat(folder.trouble()).isEqualTo("FAIL page of the last run: gate-record.html: changed");
  }

  @Test
  void twoFormsThatChangedPlacesAreFound() throws IOException {
    Files.writeString(folder.reports().resolve(FORMS.get(0)), text(FORMS.get(1), "newer"));
    Files.writeString(folder.reports().resolve(FORMS.get(1)), text(FORMS.get(0), "newer"));
    assertThat(folder.trouble())
        .isEqualTo(
            "FAIL page of the last run: gate-record.html: changed, gate-record.json: changed");
  }

  @Test
  void aFormThatIsGoneIsFound() throws IOException {
    Files.delete(folder.reports().resolve("gate-record.json"));
    assertThat(folder.trouble()).isEqualTo("FAIL page of the last run: gate-record.json: missing");
  }

  /** As a run leaves one that reached no server; a pass it is not. */
  @Test
  void aRecordThatTheJournalDoesNotKnowIsNoProof() throws IOException {
    for (String form : FORMS) {
      put(form, "of another server");
    }
    assertThat(folder.trouble())
        .isEqualTo("INCONCLUSIVE page of the last run: of a run that the journal does not know");
  }

  @Test
  void theListOfTheNewestRunHolds() {
    assertThat(seal("newer")).isEmpty();
    assertThat(RecordManifest.isSealed(ledger("newer"), folder.file())).isTrue();
    assertThat(RecordManifest.isSealed(ledger("older"), folder.file())).isFalse();
  }

  /** Page, results and list: nothing of it contradicts anything but the journal. */
  @Test
  void anOlderRecordThatWasPutBackWithItsListIsFound() {
    assertThat(seal("older"))
        .hasValueSatisfying(
            gap -> assertThat(gap).endsWith("of the run that line 7 of the journal ends"));
  }

  @Test
  void aResultThatWasChangedWithItsHashInTheListIsFound() {
    list("newer", Map.of("one-result.json", "forged")).write(ledger("newer"));
    assertThat(seal("newer"))
        .hasValueSatisfying(gap -> assertThat(gap).endsWith("not as line 8 of the journal says"));
  }

  /** A form of the page that was changed with its hash in the list: the others give it away. */
  @Test
  void aCommentThatWasChangedWithItsHashInTheListIsFound() {
    Map<String, String> page = new LinkedHashMap<>(list("newer", RESULTS).page());
    page.put("gate-record.md", "forged");
    new RecordManifest(page, RESULTS).write(ledger("newer"));
    assertThat(seal("newer")).isPresent();
  }

  /** A run that reached no server leaves no entry; the audit cannot tell, either. */
  @Test
  void aListOfARunThatTheJournalDoesNotKnowIsNotForged() {
    list("of another server", RESULTS).write(ledger("other"));
    assertThat(seal("other")).isEmpty();
    assertThat(RecordManifest.isSealed(ledger("other"), folder.file())).isFalse();
  }

  private Optional<String> seal(String run) {
    return RecordManifest.seal(ledger(run), folder.file());
  }

  private Path ledger(String run) {
    return metrics.resolve("ledger-" + run.replace(' ', '-'));
  }

  private static RecordManifest list(String run, Map<String, String> results) {
    Map<String, String> page = new LinkedHashMap<>();
    for (String form : FORMS) {
      page.put(form, Sha256.of(text(form, run).getBytes(StandardCharsets.UTF_8)));
    }
    return new RecordManifest(page, results);
  }

  private void put(String form, String run) throws IOException {
    Files.writeString(folder.reports().resolve(form), text(form, run));
  }

  private static String text(String form, String run) {
    return "%s of the %s run".formatted(form, run);
  }
}
