package dev.redline.change;

import dev.redline.postgres.ServerFiles;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** A file of the server's, put back from its backup with all that it has besides its content. */
public final class FileChangeKind implements ChangeKind {

  @Override
  public String name() {
    return FileBackup.KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    FileBackup backup = FileBackup.of(kept);
    return new WayBack() {
      @Override
      public void restoreFiles(ServerFiles files) {
        backup.restore(files);
      }

      @Override
      public Optional<String> line(ManualCommands by, String database) {
        return Optional.of(by.restore(backup.file(), backup.backup()));
      }

      @Override
      public List<Verdict> gone(ServerFiles files) {
        return backup.proofOfReturn(files).verdicts();
      }
    };
  }
}
