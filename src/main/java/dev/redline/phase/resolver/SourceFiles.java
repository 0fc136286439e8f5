package dev.redline.phase.resolver;

import dev.redline.files.AtomicFile;
import dev.redline.files.PathText;
import dev.redline.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of a source tree: read, hashed, replaced as a whole with their permissions kept. */
record SourceFiles(Path root) {

  /** The file that a scan's report calls so. */
  Path file(String path) {
    return PathText.in(root, path);
  }

  byte[] read(String path) {
    return run("read", path, file -> Files.readAllBytes(file));
  }

  /** SHA-256 in hexadecimal; null if there is no such file. */
  @Nullable String hash(String path) {
    return Files.exists(file(path), LinkOption.NOFOLLOW_LINKS) ? Sha256.of(read(path)) : null;
  }

  /** All or nothing, and on disk once this returns. */
  void write(String path, byte[] content) {
    run(
        "write",
        path,
        file -> {
          new AtomicFile(file).replace(content, SourceFiles::keepPermissions);
          return file;
        });
  }

  void delete(String path) {
    run("delete", path, Files::deleteIfExists);
  }

  /** Takes away what a process that was killed while it wrote has left beside the file. */
  void tidy(String path) {
    run(
        "tidy",
        path,
        file -> {
          new AtomicFile(file).discardUnfinished();
          return file;
        });
  }

  private interface FileWork<T> {
    T on(Path file) throws IOException;
  }

  private <T> T run(String what, String path, FileWork<T> work) {
    Path file = file(path);
    try {
      return work.on(file);
    } catch (IOException e) {
      throw new AdoptionException("Could not " + what + " " + file + ": " + e, e);
    }
  }

  private static void keepPermissions(Path old, Path next) throws IOException {
    if (Files.exists(old)) {
      Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(old));
    }
  }
}
