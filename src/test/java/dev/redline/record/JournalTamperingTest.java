package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.journal.CanonicalJson;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.EntryLine;
import dev.redline.record.journal.JournalEntry;
import dev.redline.record.journal.JournalHead;
import dev.redline.verdict.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a journal can be tampered with, and the line that the audit names. */
class JournalTamperingTest {

  @TempDir private Path metrics;
  private JournalFolder folder;
  private List<String> lines;

  @BeforeEach
  void writeSixEntries() throws IOException {
    folder = JournalFolder.withSixEntries(metrics);
    lines = folder.lines();
    assertThat(folder.trouble()).isEmpty();
  }

  @Test
  void anEntryThatWasChangedIsNamedWithTheHashItStates() throws IOException {
    lines.set(3, lines.get(3).replace("\"off\"", "\"on\""));
    folder.writeLines(lines);
    assertThat(folder.trouble()).contains("line 4: entry 4 was changed: expected SHA-256");
  }

  @Test
  void anyByteThatIsChangedIsFound() throws IOException {
    byte[] original = Files.readAllBytes(folder.file());
    for (int at = 0; at < original.length; at += 3) {
      byte[] tampered = original.clone();
      tampered[at] ^= 1;
      Files.write(folder.file(), tampered);
      assertThat(folder.obstacles()).as("byte %d", at).isNotEmpty();
    }
  }

  @Test
  void anEntryThatWasChangedAndGivenAFittingHashBreaksTheLinkOfTheNext() throws IOException {
    JournalEntry entry = entry(3);
    JournalEntry forged =
        JournalEntry.after(
            new JournalHead(3, entry.previous()),
            entry.time(),
            entry.kind(),
            CanonicalJson.tree(Map.of("jit", "on"), text -> text),
            List.of());
    lines.set(3, forged.line());
    folder.writeLines(lines);
    assertThat(folder.trouble())
        .contains(
            "line 5: entry 5 does not follow entry 4: expected previous hash " + forged.hash())
        .contains("found " + entry.hash());
  }

  @Test
  void anEntryThatIsMissingIsNamed() throws IOException {
    lines.remove(2);
    folder.writeLines(lines);
    assertThat(folder.trouble())
        .contains("line 3: expected entry 3, which is missing; found entry 4");
  }

  @Test
  void entriesThatChangedPlacesAreNamed() throws IOException {
    Collections.swap(lines, 1, 2);
    folder.writeLines(lines);
    assertThat(folder.trouble())
        .contains("line 2: expected entry 2, which stands on line 3; found entry 3")
        .contains("line 3: entry 2 was moved: expected entry 4");
  }

  @Test
  void anEntryThatWasPutInIsNamed() throws IOException {
    lines.add(
        3,
        JournalEntry.after(
                entry(2).head(),
                JournalFolder.NOW,
                EntryKind.APPROVAL,
                CanonicalJson.tree(Map.of("decision", "restart"), text -> text),
                List.of())
            .line());
    folder.writeLines(lines);
    assertThat(folder.trouble())
        .contains("line 5: entry 4 was put in: expected entry 5, and entry 4 stands on line 4");
  }

  @Test
  void anEntryThatStandsTwiceIsNamed() throws IOException {
    lines.add(lines.get(5));
    folder.writeLines(lines);
    assertThat(folder.trouble()).contains("line 7: entry 6 was put in");
  }

  @Test
  void aJournalThatWasCutShortNoLongerAgreesWithItsHead() throws IOException {
    folder.writeLines(lines.subList(0, 4));
    assertThat(folder.trouble())
        .contains("FAIL end of the journal: 4 entries, the last with hash " + entry(3).hash());
    assertThat(folder.obstacles().get(0).required())
        .isEqualTo("6 entries, the last with hash " + entry(5).hash());
  }

  @Test
  void aJournalThatWasCutToOneEntryLessNoLongerAgreesWithItsHead() throws IOException {
    folder.writeLines(lines.subList(0, 5));
    assertThat(folder.trouble()).contains("FAIL end of the journal: 5 entries");
  }

  @Test
  void aJournalThatIsGoneWhileItsHeadIsThereIsAFailure() throws IOException {
    Files.delete(folder.file());
    assertThat(folder.audit().exists().obstacles().get(0).status()).isEqualTo(Status.FAIL);
    assertThat(folder.trouble()).contains("entries in journal.jsonl: 0");
  }

  @Test
  void aHeadThatIsGoneIsAFailure() throws IOException {
    Files.delete(folder.head());
    assertThat(folder.trouble()).contains("FAIL end of the journal: 6 entries");
    assertThat(folder.obstacles().get(0).required())
        .contains("journal.jsonl.head says, which is gone");
  }

  @Test
  void aHeadThatIsNoHeadIsAFailure() throws IOException {
    Files.writeString(folder.head(), "{\"count\":\"six\"}");
    assertThat(folder.trouble()).contains("FAIL end of the journal");
  }

  @Test
  void aJournalAndAHeadThatWereRewrittenTogetherAreFound() throws IOException {
    JournalEntry last = entry(5);
    JournalEntry forged =
        JournalEntry.after(
            entry(4).head(),
            last.time(),
            last.kind(),
            CanonicalJson.tree(Map.of("verdict", "FAIL"), text -> text),
            List.of());
    lines.set(5, forged.line());
    folder.writeLines(lines);
    Files.writeString(
        folder.head(), Files.readString(folder.head()).replace(last.hash(), forged.hash()));
    assertThat(folder.trouble()).contains("FAIL signature of the head of the journal");
  }

  @Test
  void goingOnAfterALossDoesNotCoverIt() throws IOException {
    folder.writeLines(lines.subList(0, 4));
    folder.journal().append(EntryKind.RUN_STARTED, Map.of());
    assertThat(folder.trouble())
        .startsWith(
            "FAIL entries changed, missing, moved or put in: line 5: the journal was continued"
                + " after a loss: expected 6 entries, the last with hash %s, found 4 entries, the"
                    .formatted(entry(5).hash())
                + " last with hash %s".formatted(entry(3).hash()));
  }

  @Test
  void goingOnAfterADamagedLastLineDoesNotCoverIt() throws IOException {
    lines.set(5, "{}");
    folder.writeLines(lines);
    folder.journal().append(EntryKind.RUN_STARTED, Map.of());
    assertThat(folder.trouble())
        .contains("line 6: expected an entry, but its keys are []")
        .contains("line 7: the journal was continued after a loss");
  }

  @Test
  void whiteSpaceAndOtherSpellingsAreFound() throws IOException {
    for (String spelling :
        List.of(lines.get(1) + " ", lines.get(1).replace("settings", "\\u0073ettings"))) {
      List<String> tampered = folder.lines();
      tampered.set(1, spelling);
      folder.writeLines(tampered);
      assertThat(folder.trouble()).contains("line 2: entry 2 was rewritten");
      folder.writeLines(lines);
    }
  }

  @Test
  void anEmptyLineIsFoundWhereverItStands() throws IOException {
    for (int at = 0; at <= lines.size(); at++) {
      List<String> tampered = folder.lines();
      tampered.add(at, "");
      folder.writeLines(tampered);
      assertThat(folder.trouble()).contains("line %d: expected an entry".formatted(at + 1));
      folder.writeLines(lines);
    }
  }

  @Test
  void anArtifactThatWasChangedIsNamedWithTheNewestLineAboutIt() throws IOException {
    folder.put("settings.json", "{\"jit\":\"oft\"}");
    assertThat(folder.trouble())
        .startsWith("FAIL artifacts changed or missing: line 5: settings.json: expected 13 bytes")
        .contains("found 13 bytes with SHA-256");
  }

  @Test
  void anArtifactThatIsGoneIsNamed() throws IOException {
    Files.delete(metrics.resolve("rows.json"));
    assertThat(folder.trouble())
        .contains("line 3: rows.json: expected 13 bytes")
        .endsWith("no such file");
  }

  @Test
  void anArtifactThatALaterEntryNamesAgainCountsAsItIsThere() {
    assertThat(folder.audit().artifacts().evidence().get(0).content())
        .isEqualTo(Map.of("files", 2, "replaced statements", 1));
  }

  @Test
  void withoutAJournalThereIsNoTelling(@TempDir Path empty) throws IOException {
    JournalFolder nothing = new JournalFolder(empty);
    assertThat(nothing.audit().exists().obstacles().get(0).status()).isEqualTo(Status.INCONCLUSIVE);
    Files.write(nothing.file(), "".getBytes(StandardCharsets.UTF_8));
    assertThat(nothing.audit().exists().obstacles().get(0).status()).isEqualTo(Status.INCONCLUSIVE);
  }

  private JournalEntry entry(int index) {
    byte[] line = lines.get(index).getBytes(StandardCharsets.UTF_8);
    return EntryLine.read(index + 1, line).found().orElseThrow();
  }
}
