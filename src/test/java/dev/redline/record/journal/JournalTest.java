package dev.redline.record.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.record.JournalFolder;
import dev.redline.verdict.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal writes, and how it goes on after a process that died. */
class JournalTest {

  @TempDir private Path metrics;

  @Test
  void anEntryIsOneLineOfCanonicalJsonWithItsOwnHash() throws IOException {
    JournalFolder folder = new JournalFolder(metrics);
    folder.put("a.txt", "a");
    Map<String, Object> content = new TreeMap<>(Map.of("b", 1.50, "a", List.of("x\n\"é", true)));
    folder.journal().append(EntryKind.RUN_STARTED, content, Path.of("a.txt"));
    String line =
        "{\"artifacts\":[{\"path\":\"a.txt\",\"sha256\":"
            + "\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\",\"size\":1}],"
            + "\"content\":{\"a\":[\"x\\u000a\\\"é\",true],\"b\":1.5},"
            + "\"hash\":\"%s\",\"kind\":\"run-started\",\"previous\":\"%s\",\"sequence\":1,"
            + "\"time\":\"2026-03-04T05:06:07Z\"}";
    String hash = EntryLine.read(1, Files.readAllBytes(folder.file())).found().orElseThrow().hash();
    assertThat(folder.lines()).containsExactly(line.formatted(hash, "0".repeat(64)));
    assertThat(folder.head())
        .content()
        .matches(
            "\\{\"count\":1,\"hash\":\"%s\",\"key\":\"\\w{8}\",\"signature\":\"\\w{64}\"}\n"
                .formatted(hash));
  }

  @Test
  void theSameRunAtTheSameTimeGivesTheSameBytes(@TempDir Path other) throws IOException {
    byte[] first = Files.readAllBytes(JournalFolder.withSixEntries(metrics).file());
    assertThat(Files.readAllBytes(JournalFolder.withSixEntries(other).file())).isEqualTo(first);
  }

  @Test
  void whatCannotBeSeenStandsThereByItsNumber() {
    JournalFolder folder = new JournalFolder(metrics);
    folder.journal().append(EntryKind.GATE, Map.of("a\u0085\u009B", List.of("\u202Eb\u007F")));
    assertThat(folder.file())
        .content()
        .doesNotContainPattern("[\\u007F-\\u009F\\u202E]")
        .contains("a\\\\u0085\\\\u009B", "\\\\u202Eb\\\\u007F");
    assertThat(folder.trouble()).isEmpty();
  }

  @Test
  void numbersThatJsonDoesNotHaveAreKeptAsTexts() {
    JournalFolder folder = new JournalFolder(metrics);
    folder.journal().append(EntryKind.GATE, Map.of("p95", Double.NaN, "rows", 1e21));
    assertThat(folder.file()).content().contains("\"p95\":\"NaN\",\"rows\":1000000000000000000000");
    assertThat(folder.trouble()).isEmpty();
  }

  @Test
  void aFileOutsideOfMetricsIsNotVouchedFor() {
    JournalFolder folder = new JournalFolder(metrics);
    assertThatThrownBy(
            () -> folder.journal().append(EntryKind.GATE, Map.of(), Path.of("../pom.xml")))
        .hasMessageContaining("is not below");
    assertThat(folder.audit().exists().passed()).isFalse();
  }

  /** Every point at which a process can die that appends the last entry. */
  @Test
  void aProcessThatDiedWhileItAppendedLeavesAJournalThatGoesOn() throws IOException {
    JournalFolder folder = JournalFolder.withSixEntries(metrics);
    byte[] all = Files.readAllBytes(folder.file());
    byte[] headAfter = Files.readAllBytes(folder.head());
    int start = all.length - folder.lines().get(5).length() - 1;
    byte[] before = Arrays.copyOf(all, start);
    Files.write(folder.file(), before);
    String last = folder.lines().get(4);
    for (int end : pointsBetween(start, all.length)) {
      Files.deleteIfExists(folder.torn());
      Files.write(folder.file(), Arrays.copyOf(all, end));
      writeHead(folder, last);
      assertGoesOn(folder, Arrays.copyOfRange(all, start, end));
    }
    Files.write(folder.file(), all);
    Files.write(folder.head(), headAfter);
    assertThat(folder.trouble()).isEmpty();
  }

  @Test
  void unfinishedLinesAreKeptOneAfterTheOther() throws IOException {
    JournalFolder folder = JournalFolder.withSixEntries(metrics);
    Files.writeString(folder.file(), Files.readString(folder.file()) + "{\"first");
    folder.journal().append(EntryKind.GATE, Map.of());
    Files.writeString(folder.file(), Files.readString(folder.file()) + "{\"second");
    folder.journal().append(EntryKind.GATE, Map.of());
    assertThat(folder.torn()).hasContent("{\"first\n{\"second\n");
    assertThat(folder.trouble()).isEmpty();
    Files.delete(folder.torn());
    assertThat(folder.trouble()).contains("line 9: journal.jsonl.torn: expected 17 bytes");
  }

  @Test
  void anUnfinishedLineLongerThanTheEntryAboutItIsCutOffWhole() throws IOException {
    JournalFolder folder = JournalFolder.withSixEntries(metrics);
    String torn = "{\"content\":\"" + "x".repeat(20_000);
    Files.writeString(folder.file(), Files.readString(folder.file()) + torn);
    assertThat(folder.statuses()).containsExactly(Status.INCONCLUSIVE);
    folder.journal().append(EntryKind.GATE, Map.of());
    assertThat(folder.torn()).hasContent(torn + "\n");
    assertThat(folder.trouble()).isEmpty();
    assertThat(folder.lines()).hasSize(8);
  }

  /** The ends, what lies next to them, and every seventh byte between. */
  private static int[] pointsBetween(int start, int end) {
    return IntStream.rangeClosed(start, end)
        .filter(at -> at < start + 3 || at > end - 3 || at % 7 == 0)
        .toArray();
  }

  private static void assertGoesOn(JournalFolder folder, byte[] written) throws IOException {
    boolean whole = written.length > 0 && written[written.length - 1] == '\n';
    boolean torn = written.length > 0 && !whole;
    assertThat(folder.statuses()).isEqualTo(torn ? List.of(Status.INCONCLUSIVE) : List.of());
    folder.journal().append(EntryKind.RUN_STARTED, Map.of());
    assertThat(folder.trouble()).isEmpty();
    assertThat(Files.exists(folder.torn())).isEqualTo(torn);
    if (torn) {
      assertThat(Files.readAllBytes(folder.torn()))
          .isEqualTo(Arrays.copyOf(concat(written), written.length + 1));
    }
    assertThat(folder.lines()).hasSize(whole ? 8 : torn ? 7 : 6);
    String note = torn ? JournalMend.TORN : whole ? JournalMend.HEAD_BEHIND : "run-started";
    assertThat(folder.lines().get(whole ? 6 : 5)).contains(note);
  }

  private static byte[] concat(byte[] line) {
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }

  private static void writeHead(JournalFolder folder, String line) throws IOException {
    JournalHead head =
        EntryLine.read(1, line.getBytes(StandardCharsets.UTF_8)).found().orElseThrow().head();
    HeadSignature.write(folder.head(), head, JournalFolder.KEY);
  }
}
