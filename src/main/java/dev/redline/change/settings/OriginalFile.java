package dev.redline.change.settings;

import dev.redline.postgres.ServerFiles;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;

/** A file of the server's as it was before a change, if it was there at all. */
sealed interface OriginalFile {

  /** The file on the server's host. */
  String file();

  /** Enough to take a change of it back. */
  KeptChange kept();

  /** Keeps what the way back needs. */
  void keep(ServerFiles files);

  /** Whether that is there. */
  Finding isKept(ServerFiles files);

  /** The content from before the change. */
  byte[] text(ServerFiles files);

  /** One of which there is a backup beside it. */
  record BackedUp(FileBackup backup) implements OriginalFile {

    @Override
    public String file() {
      return backup.file();
    }

    @Override
    public KeptChange kept() {
      return backup.kept();
    }

    @Override
    public void keep(ServerFiles files) {
      backup.keep(files);
    }

    @Override
    public Finding isKept(ServerFiles files) {
      return backup.proofOfKeeping(files);
    }

    @Override
    public byte[] text(ServerFiles files) {
      return files.read(backup.backup());
    }
  }

  /** One that was not there. */
  record Absent(String file) implements OriginalFile {

    @Override
    public KeptChange kept() {
      return NewFileKind.keep(file);
    }

    @Override
    public void keep(ServerFiles files) {
      // There is nothing to keep.
    }

    @Override
    public Finding isKept(ServerFiles files) {
      return Finding.of(
          Verdict.pass("way back of " + file, "it is deleted: it was not there", "known"));
    }

    @Override
    public byte[] text(ServerFiles files) {
      return new byte[0];
    }
  }
}
