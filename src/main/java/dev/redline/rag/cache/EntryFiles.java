package dev.redline.rag.cache;

import dev.redline.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a cache: {@code ab/ab…64 digits.reply}. Readers and writers of other processes see a
 * whole file or none. Files with other names are neither read nor removed.
 */
record EntryFiles(Path folder) {

  private static final Pattern GROUP = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}\\.reply");
  private static final Pattern TEMPORARY = Pattern.compile("[0-9a-f]{64}\\.[-0-9a-f]{36}\\.tmp");

  Optional<byte[]> read(CacheKey key) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(path(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Once this returns the content is on disk.
   *
   * @param written becomes the file's time, by which the oldest is found
   */
  void write(CacheKey key, byte[] content, Instant written) throws IOException {
    Path target = path(key);
    Path parent = Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Path temporary = parent.resolve(key.sha256() + "." + UUID.randomUUID() + ".tmp");
    try {
      force(temporary, content);
      Files.setLastModifiedTime(temporary, FileTime.from(written));
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void force(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.FILE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** All entries that are there, in no order. */
  List<EntryFile> entries() throws IOException {
    return files(ENTRY);
  }

  /** What writers that were killed left behind, and what others are just writing. */
  List<EntryFile> temporaries() throws IOException {
    return files(TEMPORARY);
  }

  private List<EntryFile> files(Pattern name) throws IOException {
    List<EntryFile> found = new ArrayList<>();
    for (Path group : children(folder, GROUP)) {
      children(group, name).forEach(path -> EntryFile.of(path).ifPresent(found::add));
    }
    return found;
  }

  /** Names only: to ask about a file that another process is just removing would fail. */
  private static List<Path> children(Path folder, Pattern name) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> name.matcher(String.valueOf(path.getFileName())).matches())
          .toList();
    }
  }

  private Path path(CacheKey key) {
    return folder.resolve(key.sha256().substring(0, 2)).resolve(key.sha256() + ".reply");
  }
}
