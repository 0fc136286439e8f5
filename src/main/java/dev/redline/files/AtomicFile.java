package dev.redline.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A file of ours whose readers see the old content or the new, never a part. It lies where nobody
 * writes whom we trust less; for other folders there is {@link GuardedFile}.
 *
 * @param path the file; beside it the name with {@code .redline-tmp} is used while it is written,
 *     created anew: no link at that place is followed
 */
public record AtomicFile(Path path) {

  private static final String TEMPORARY = ".redline-tmp";
  private static final Set<OpenOption> ANEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

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

  /** As {@link #replace(byte[])}, with mode 0600 before the first byte is written. */
  public void replaceForOwnerOnly(byte[] content) throws IOException {
    replace(content, (old, next) -> {}, OwnerOnly.FILE);
  }

  /** As {@link #replaceForOwnerOnly}, in a folder of ours alone that nobody else may enter. */
  public void replaceOutOfReach(byte[] content) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    create(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    replaceForOwnerOnly(content);
  }

  /** As {@link #replace(byte[])}; if anything fails the old content is still there. */
  public void replace(byte[] content, Preparation preparation) throws IOException {
    replace(content, preparation, new FileAttribute<?>[0]);
  }

  private void replace(byte[] content, Preparation preparation, FileAttribute<?>... attributes)
      throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = Objects.requireNonNull(target.getParent());
    create(folder);
    Path next = next(target);
    Files.deleteIfExists(next);
    try {
      write(target, next, content, preparation, attributes);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(next);
      throw e;
    }
    force(folder);
  }

  /** Takes away what a process that was killed in {@code replace} has left; nothing if none was. */
  public void discardUnfinished() throws IOException {
    Files.deleteIfExists(next(path.toAbsolutePath()));
  }

  private static Path next(Path target) {
    return target.resolveSibling(target.getFileName() + TEMPORARY);
  }

  /** What is prepared, such as the owner, is forced with the content. */
  private static void write(
      Path target,
      Path next,
      byte[] content,
      Preparation preparation,
      FileAttribute<?>... attributes)
      throws IOException {
    try (FileChannel channel = FileChannel.open(next, ANEW, attributes)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      preparation.prepare(target, next);
      channel.force(true);
    }
  }

  /** A folder that a power cut takes away takes everything in it along. */
  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = Objects.requireNonNull(folder.getParent());
    create(parent);
    Files.createDirectories(folder);
    force(parent);
  }

  /** Without this a power cut may undo the move. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
