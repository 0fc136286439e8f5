package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to the record between the run and its end is found. */
class RecordTamperingTest {

  private static final List<String> PAGE =
      List.of("gate-record.html", "gate-record.json", "gate-record.md", "gate-record.dsse.json");
  private static final String RESULT = "one-result.json";
  private static final String ATTACHMENT = "one-attachment.svg";

  @TempDir Path folder;

  /** Something that is done to a file. */
  private record Tampering(String what, String file, Doing doing) {
    @Override
    public String toString() {
      return what;
    }
  }

  private interface Doing {
    void to(Path file) throws IOException;
  }

  @BeforeEach
  void aRecord() throws IOException {
    Files.createDirectory(results());
    for (String name : PAGE) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.writeString(results().resolve(RESULT), "{\"uuid\":\"one\"}");
    Files.writeString(results().resolve(ATTACHMENT), "<svg/>");
    RecordManifest.of(results(), PAGE).write(ledger());
  }

  @Test
  void aRecordThatIsAsTheRunLeftItHasNoGap() throws IOException {
    Files.writeString(results().resolve("executor.json"), "{}");
    Files.createDirectory(results().resolve("history"));
    assertThat(gaps()).isEmpty();
  }

  static Stream<Tampering> tampering() {
    return Stream.of(
        new Tampering("page removed", "gate-record.html", Files::delete),
        new Tampering("page changed", "gate-record.html", RecordTamperingTest::append),
        new Tampering("page of another run", "gate-record.json", RecordTamperingTest::replace),
        new Tampering("comment cut short", "gate-record.md", file -> Files.writeString(file, "")),
        new Tampering("signature removed", "gate-record.dsse.json", Files::delete),
        new Tampering("signature changed", "gate-record.dsse.json", RecordTamperingTest::append),
        new Tampering("result removed", "results/" + RESULT, Files::delete),
        new Tampering("result corrupted", "results/" + RESULT, RecordTamperingTest::replace),
        new Tampering("result duplicated", "results/" + RESULT, RecordTamperingTest::duplicate),
        new Tampering(
            "result of another run", "results/two-result.json", RecordTamperingTest::replace),
        new Tampering("attachment removed", "results/" + ATTACHMENT, Files::delete),
        new Tampering("attachment changed", "results/" + ATTACHMENT, RecordTamperingTest::append),
        new Tampering(
            "attachment put in", "results/two-attachment.svg", RecordTamperingTest::replace));
  }

  @ParameterizedTest
  @MethodSource("tampering")
  void tamperingIsFound(Tampering tampering) throws IOException {
    Path file = folder.resolve(tampering.file());
    tampering.doing().to(file);
    assertThat(gaps())
        .singleElement()
        .asString()
        .containsPattern(".*(missing|changed since the run ended|not of this run)");
  }

  @Test
  void aSignatureBesideARunThatSignedNothingIsFound() throws IOException {
    RecordManifest.of(results(), PAGE.subList(0, 3)).write(ledger());

    assertThat(gaps())
        .singleElement()
        .asString()
        .endsWith("gate-record.dsse.json: not of this run");
  }

  @Test
  void anAuditLeavesTheSignatureThatItLookedAt() throws IOException {
    Files.writeString(folder.resolve("audit-record.json"), "audit");
    RecordManifest.of(results(), List.of("audit-record.json")).write(ledger());

    assertThat(gaps()).isEmpty();
  }

  @Test
  void aRunThatWroteNoPageIsNoRecord() throws IOException {
    Files.delete(ledger().resolve(RecordManifest.FILE));
    assertThat(gaps()).singleElement().asString().contains("no page was written");
  }

  private List<String> gaps() {
    return Reconciliation.gapsOfRecord(ledger(), results());
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Path ledger() {
    return folder.resolve("ledger");
  }

  private static void append(Path file) throws IOException {
    Files.writeString(file, Files.readString(file) + " ");
  }

  private static void replace(Path file) throws IOException {
    Files.writeString(file, "{\"uuid\":\"of another run\"}");
  }

  private static void duplicate(Path file) throws IOException {
    Files.copy(file, file.resolveSibling("copy-" + file.getFileName()));
  }
}
