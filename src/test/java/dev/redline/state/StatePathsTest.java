package dev.redline.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.state.RunState.PendingChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace may be moved while a change of it is on its way. */
class StatePathsTest {

  @TempDir private Path folder;
  private Path before;
  private Path moved;

  @BeforeEach
  void begin() throws Exception {
    before = Files.createDirectory(folder.resolve("before"));
    moved = folder.resolve("moved");
  }

  @Test
  void whatLiesInItIsFoundWhereItIsNow() throws Exception {
    touch(before.resolve(".redline/data/postgresql.conf").toString());
    Files.move(before, moved);
    PendingChange pending = pending();
    assertThat(pending.state()).isEqualTo(moved.resolve(".redline/keep/a.json").toString());
    FileBackup file = FileBackup.of(pending.changes().get(0));
    assertThat(file.file()).isEqualTo(moved.resolve(".redline/data/postgresql.conf").toString());
    assertThat(file.backup()).isEqualTo(file.file() + ".bak");
  }

  @Test
  void filesOfAServerElsewhereStayWhereTheyAre() throws Exception {
    touch("/etc/postgresql/15/main/postgresql.conf");
    Files.move(before, moved);
    FileBackup file = FileBackup.of(pending().changes().get(0));
    assertThat(file.file()).isEqualTo("/etc/postgresql/15/main/postgresql.conf");
    assertThat(file.backup()).isEqualTo("/etc/postgresql/15/main/postgresql.conf.bak");
  }

  private void touch(String file) {
    StateStore store = StateStore.open(before.resolve("state.json"), "plan");
    PhaseProgress progress =
        new PhaseProgress("stageA", store, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    progress.become(PhaseState.RUNNING);
    progress.touch(
        new PendingChange(
            "stageA",
            List.of(new FileBackup(file, file + ".bak", "c0ffee", null).kept()),
            before.resolve(".redline/keep/a.json").toString(),
            "beef",
            false,
            Instant.EPOCH,
            null,
            null,
            null));
  }

  private PendingChange pending() {
    return StateStore.open(moved.resolve("state.json"), "plan")
        .state()
        .pendingChange()
        .orElseThrow();
  }
}
