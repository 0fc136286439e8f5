package dev.redline.target;

import dev.redline.files.AtomicFile;
import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files of a cluster on this machine. */
final class LocalFiles implements ServerFiles {

  @Override
  public boolean exists(String path) {
    return Files.isRegularFile(Path.of(path));
  }

  @Override
  public byte[] read(String path) {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      throw failure("read", path, e);
    }
  }

  @Override
  public void write(String path, byte[] content) {
    try {
      // A symbolic link stays one: what it points to is replaced.
      Path target = Files.exists(Path.of(path)) ? Path.of(path).toRealPath() : Path.of(path);
      new AtomicFile(target).replace(content, LocalFiles::copyOwnerAndMode);
    } catch (IOException e) {
      throw failure("write", path, e);
    }
  }

  @Override
  public void delete(String path) {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      throw failure("delete", path, e);
    }
  }

  private static void copyOwnerAndMode(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      Files.setOwner(to, Files.getOwner(Objects.requireNonNull(to.getParent())));
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
      return;
    }
    PosixFileAttributes original = Files.readAttributes(from, PosixFileAttributes.class);
    Files.setPosixFilePermissions(to, original.permissions());
    if (!Files.getOwner(to).equals(original.owner())) {
      Files.setOwner(to, original.owner());
    }
  }

  private static ServerFileException failure(String action, String path, IOException e) {
    String reason =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : e.getClass().getSimpleName() + ": " + e.getMessage();
    return new ServerFileException(action, path, reason, e);
  }
}
