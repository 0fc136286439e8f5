package dev.redline.rag.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Entries in a temporary file, which nobody else can see and which ends with the process or with
 * the last reference to them. Written by one thread; then any number may read.
 */
final class TemporaryResults {

  private final Path folder;
  private final FileChannel channel;
  private long[] ends = new long[16];
  private int size;

  TemporaryResults(Path folder) {
    this.folder = folder;
    try {
      channel =
          FileChannel.open(
              Files.createTempFile(folder, "redline-", ".results"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw failure("create", e);
    }
  }

  void add(byte[] entry) {
    long position = end(size);
    try {
      ByteBuffer rest = ByteBuffer.wrap(entry);
      while (rest.hasRemaining()) {
        channel.write(rest, position + rest.position());
      }
    } catch (IOException e) {
      throw failure("write to", e);
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = position + entry.length;
  }

  byte[] get(int index) {
    long start = end(index);
    ByteBuffer entry = ByteBuffer.allocate((int) (ends[index] - start));
    try {
      while (entry.hasRemaining()) {
        if (channel.read(entry, start + entry.position()) < 0) {
          throw new IOException("it ends within entry " + index);
        }
      }
    } catch (IOException e) {
      throw failure("read from", e);
    }
    return entry.array();
  }

  private long end(int entries) {
    return entries == 0 ? 0 : ends[entries - 1];
  }

  private UncheckedIOException failure(String what, IOException e) {
    return new UncheckedIOException(
        "Could not %s a temporary file in %s: %s".formatted(what, folder, e.getMessage()), e);
  }
}
