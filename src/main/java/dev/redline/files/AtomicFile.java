package dev.redline.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file whose readers see the old content or the new, never a part.
 *
 * @param path the file; beside it the name with {@code .redline-tmp} is used while it is written
 */
public record AtomicFile(Path path) {

  private static final String TEMPORARY = ".redline-tmp";

  /** Something to do with the new file before it takes the place of the old one. */
  @FunctionalInterface
  public interface Preparation {
    /** Gets the old file's path, which may not exist, and the new file's. */
    void prepare(Path old, Path next) throws IOException;
  }

  /** Once this returns, the content is on disk. The file's directory is created when missing. */
  public void replace(byte[] content) throws IOException {
    replace(content, (old, next) -> {});
  }

  /** As {@link #replace(byte[])}; if anything fails the old content is still there. */
  public void replace(byte[] content, Preparation preparation) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Path next = target.resolveSibling(target.getFileName() + TEMPORARY);
    try {
      write(next, content);
      preparation.prepare(target, next);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(next);
      throw e;
    }
    force(folder);
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Without this a power cut may undo the move. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
