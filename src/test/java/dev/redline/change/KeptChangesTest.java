package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ServerFiles;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateException;
import dev.redline.target.FilesOfThisMachine;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a phase has changed is taken back from what was kept, whoever has added the kind. */
class KeptChangesTest {

  @TempDir private Path folder;
  private final ServerFiles files = FilesOfThisMachine.files();

  @Test
  void aFileAndAnAddedKindAreTakenBackTogether() throws Exception {
    Path edited = Files.writeString(folder.resolve("postgresql.conf"), "port = 5432\n");
    FileBackup backup = FileBackup.of(edited.toString(), files);
    backup.keep(files);
    Files.writeString(edited, "port = 1\n");
    Path created = Files.writeString(folder.resolve("created"), "by the change");

    KeptChanges kept = KeptChanges.of(pending(backup.kept(), CreatedFileKind.keep(created + "")));
    assertThat(kept.gone(files)).filteredOn(each -> !each.passed()).hasSize(2);
    kept.restoreFiles(files);
    kept.restoreFiles(files);

    assertThat(edited).hasContent("port = 5432\n");
    assertThat(created).doesNotExist();
    assertThat(kept.gone(files)).isNotEmpty().allMatch(Verdict::passed);
  }

  @Test
  void aKindThatNobodyKnowsIsRefusedBeforeAnythingIsTouched() {
    KeptChange unknown = new KeptChange("dns record", "db.example.org", Map.of(), List.of());
    PendingChange pending = pending(unknown);
    assertThatThrownBy(() -> KeptChanges.of(pending))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("db.example.org is of the kind \"dns record\"");
  }

  private static PendingChange pending(KeptChange... changes) {
    return new PendingChange(
        "stageA", List.of(changes), "/keep", "beef", false, Instant.EPOCH, null, null, null);
  }
}
