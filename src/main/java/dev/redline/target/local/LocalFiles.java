package dev.redline.target.local;

import dev.redline.files.GuardedFile;
import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import dev.redline.quoting.CauseText;
import dev.redline.target.ServerAccount;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Files of a cluster on this machine. The server's account may write to their folders, and is
 * trusted less than root: no link of its making is followed.
 *
 * @param account that the server runs as
 */
public record LocalFiles(ServerAccount account) implements ServerFiles {

  private static final long LEAST_FREE = 1L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The file and its copy have to fit beside it, and the folder to take them. */
  @Override
  public Optional<String> obstacleTo(String path) {
    Path folder = Path.of(path).toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.of("there is no folder for it");
    }
    if (!Files.isWritable(folder) || (exists(path) && !Files.isWritable(Path.of(path)))) {
      return Optional.of("this account may not write there, or the file system is read only");
    }
    long free = on("look at", path, () -> Files.getFileStore(folder).getUsableSpace());
    return free < LEAST_FREE
        ? Optional.of(
            "its disk has %d kB left, fewer than %d".formatted(free >> 10, LEAST_FREE >> 10))
        : Optional.empty();
  }

  @Override
  public boolean exists(String path) {
    return on("find", path, () -> GuardedFile.at(Path.of(path)).exists());
  }

  @Override
  public byte[] read(String path) {
    return on("read", path, () -> GuardedFile.at(Path.of(path)).read());
  }

  @Override
  public String attributes(String path) {
    return on("look at", path, () -> GuardedFile.at(Path.of(path)).attributes());
  }

  @Override
  public void write(String path, byte[] content) {
    write(path, () -> GuardedFile.at(Path.of(path)).replace(content));
  }

  @Override
  public void write(String path, byte[] content, String attributes) {
    on(
        "write",
        path,
        () -> {
          GuardedFile.at(Path.of(path)).replace(content, attributes);
          return path;
        });
  }

  /** However it is replaced. */
  void write(String path, Replacement replacement) {
    on(
        "write",
        path,
        () -> {
          boolean wasRead = GuardedFile.at(Path.of(path)).exists() && readable(path);
          replacement.done();
          if (wasRead && !readable(path)) {
            throw new FileSystemException(
                path, null, "the server's account could read it before, and cannot any more");
          }
          return path;
        });
  }

  @Override
  public void delete(String path) {
    on(
        "delete",
        path,
        () -> {
          GuardedFile.nameAt(Path.of(path)).delete();
          return path;
        });
  }

  /** Tried as the account itself. */
  private boolean readable(String path) {
    return account.command().run(PATIENCE, "test", "-r", path).succeeded();
  }

  /** Makes other content that of a file. */
  interface Replacement {
    void done() throws IOException;
  }

  private interface FileWork<T> {
    T done() throws IOException;
  }

  private static <T> T on(String action, String path, FileWork<T> work) {
    try {
      return work.done();
    } catch (IOException e) {
      throw new ServerFileException(action, path, reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : CauseText.of(e);
  }
}
