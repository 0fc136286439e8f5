package dev.redline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redline.files.Sha256;
import dev.redline.state.RunState.Fingerprint;
import dev.redline.state.RunState.PendingChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file that is not what was written is refused, never half believed. */
class DamagedStateTest {

  private static final String PLAN = "B-1070";
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir private Path folder;
  private Path file;
  private byte[] written;

  @BeforeEach
  void writeState() throws Exception {
    file = folder.resolve("state.json");
    StateStore store = StateStore.open(file, PLAN);
    store.bindTo(new Fingerprint("7301", "15.18", "127.0.0.1"));
    PhaseProgress progress = new PhaseProgress("stageA", store, Clock.fixed(NOON, ZoneOffset.UTC));
    progress.become(PhaseState.RUNNING);
    FileBackup original = new FileBackup("/data/p.conf", "/data/p.conf.bak", "c0ffee", null);
    progress.touch(
        new PendingChange(
            "stageA",
            List.of(original.kept()),
            "/keep/a.json",
            "beef",
            false,
            NOON,
            "c0ffee",
            "/here",
            "feed"));
    written = Files.readAllBytes(file);
  }

  @Test
  void theWholeFileIsReadBackAsItWas() {
    RunState state = StateStore.open(file, PLAN).state();
    assertThat(state.phase("stageA")).isEqualTo(PhaseState.CHANGING);
    assertThat(state.pendingChange().orElseThrow().started()).isEqualTo(NOON);
  }

  @Test
  void aStateWithAChangeOnItsWayIsNotSetAside() {
    assertThatThrownBy(() -> StateStore.setAside(file, NOON))
        .isInstanceOf(StateException.class)
        .hasMessageContaining(
            "would lose the way back of stageA on 127.0.0.1, which is being changed")
        .hasMessageContaining("mvn verify -Dgroups=stageA.");
    assertThat(file).hasBinaryContent(written);
  }

  @Test
  void aStateWithoutOneIsSetAsideAndKept() {
    StateStore.open(file, PLAN).change(state -> state.withPending(null));
    Path old = StateStore.setAside(file, NOON).orElseThrow();
    assertThat(old).exists().hasFileName("state.json.2026-01-02T12:00:00Z.old");
    assertThat(file).doesNotExist();
  }

  @Test
  void everyShorterFileIsRefused() throws Exception {
    for (int length = 0; length < written.length; length++) {
      assertRefused(Arrays.copyOf(written, length), "cut off after " + length);
    }
  }

  @Test
  @Tag("long")
  void everyFlippedBitThatChangesTheContentIsRefused() throws Exception {
    for (int at = 0; at < written.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] flipped = written.clone();
        flipped[at] ^= (byte) (1 << bit);
        Files.write(file, flipped);
        Throwable thrown = catchThrowable(() -> StateStore.open(file, PLAN));
        if (thrown == null) {
          // White space between two tokens became other white space.
          assertThat(StateStore.open(file, PLAN).state()).isEqualTo(open(written).state());
        } else {
          assertThat(thrown).as("bit %d of byte %d", bit, at).isInstanceOf(StateException.class);
        }
      }
    }
  }

  @Test
  void aFileWithAnythingBehindItsEndIsRefused() throws Exception {
    byte[] longer = Arrays.copyOf(written, written.length + 3);
    longer[written.length] = '{';
    assertRefused(longer, "longer");
  }

  @Test
  void aFileOfAnEarlierVersionIsRefusedForWhatItDoesNotSay() throws Exception {
    assertRefused(ofSchema(1), "schema 1");
    assertThatThrownBy(() -> StateStore.open(file, PLAN))
        .hasMessageContaining("earlier version (schema 1)");
  }

  @Test
  void aChangeOnItsWayInAFileOfSchemaTwoIsReadInTodaysShape() throws Exception {
    String earlier =
        """
        {"schema":2,"plan":"B-1070","server":null,"phases":{},"approvals":[],"pending":{\
        "phase":"stageA","original":{"file":"/data/p.conf","backup":"/data/p.conf.bak",\
        "sha256":"c0ffee"},"state":"/keep/a.json","stateSha256":"beef","restarting":true,\
        "started":"2026-01-02T12:00:00Z","undo":["DROP VIEW v"]},"artifacts":{}}""";
    String sum = Sha256.of(earlier.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        file, earlier.substring(0, earlier.length() - 1) + ",\"sha256\":\"" + sum + "\"}");

    PendingChange pending = StateStore.open(file, PLAN).state().pendingChange().orElseThrow();

    assertThat(pending.restarting()).isTrue();
    assertThat(FileBackup.of(pending.ofKind(FileBackup.KIND).get(0)))
        .isEqualTo(new FileBackup("/data/p.conf", "/data/p.conf.bak", "c0ffee", null));
    assertThat(pending.ofKind("sql").get(0).statements()).containsExactly("DROP VIEW v");
  }

  private byte[] ofSchema(int schema) {
    return new String(written, StandardCharsets.UTF_8)
        .replace("\"schema\" : 3", "\"schema\" : " + schema)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFileOfALaterVersionIsRefused() throws Exception {
    assertRefused(ofSchema(4), "schema 4");
    assertThatThrownBy(() -> StateStore.open(file, PLAN))
        .hasMessageContaining("later version (schema 4)");
  }

  @Test
  void aFileOfAnotherPlanIsRefused() {
    assertThatThrownBy(() -> StateStore.open(file, "other"))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("belongs to plan B-1070, not to other");
  }

  @Test
  void aFileAboutAnotherServerIsRefused() throws Exception {
    StateStore store = StateStore.open(file, PLAN);
    assertThatThrownBy(() -> store.bindTo(new Fingerprint("9999", "15.18", "127.0.0.1")))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("about another server (system identifier 7301");
    assertThat(file).hasBinaryContent(written);
    assertThat(folder.resolve("state.json.kept")).hasBinaryContent(written);
  }

  private StateStore open(byte[] content) throws Exception {
    Files.write(file, content);
    return StateStore.open(file, PLAN);
  }

  /** With what to do, a copy, and the file as it was. */
  private void assertRefused(byte[] content, String description) throws Exception {
    Files.write(file, content);
    assertThatThrownBy(() -> StateStore.open(file, PLAN))
        .as(description)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("not used and not overwritten")
        .hasMessageContaining("-Dstate=<file>")
        .hasMessageContaining("mv " + file);
    assertThat(file).hasBinaryContent(content);
    assertThat(folder.resolve("state.json.kept")).hasBinaryContent(content);
  }
}
