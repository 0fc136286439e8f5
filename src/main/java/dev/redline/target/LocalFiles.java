package dev.redline.target;

import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Files of a cluster on this machine. */
final class LocalFiles implements ServerFiles {

  private final ServerAccount account;

  LocalFiles(ServerAccount account) {
    this.account = account;
  }

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
    Path temporary = null;
    try {
      // A symbolic link stays one: what it points to is replaced.
      Path target = Files.exists(Path.of(path)) ? Path.of(path).toRealPath() : Path.of(path);
      Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
      temporary = Files.createTempFile(folder, ".redline-", ".tmp");
      fill(temporary, content);
      copyOwnerAndMode(target, temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    } catch (IOException e) {
      deleteQuietly(temporary, e);
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

  private static void fill(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private void copyOwnerAndMode(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      account.take(to);
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
      return;
    }
    PosixFileAttributes original = Files.readAttributes(from, PosixFileAttributes.class);
    Files.setPosixFilePermissions(to, original.permissions());
    if (!Files.getOwner(to).equals(original.owner())) {
      Files.setOwner(to, original.owner());
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteQuietly(@Nullable Path file, IOException cause) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
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
