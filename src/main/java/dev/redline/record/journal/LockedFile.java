package dev.redline.record.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** A file of lines that only grows, open for one writer among all threads and processes. */
public final class LockedFile implements AutoCloseable {

  private static final int CHUNK = 8192;

  private final FileChannel channel;

  private LockedFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the file, which is created if need be, once nobody else holds it.
   *
   * @throws JournalException if somebody holds it for half a minute
   */
  public static LockedFile open(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      WriterLock.await(channel, file);
      return new LockedFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  byte[] content() throws IOException {
    return read(0, channel.size());
  }

  /** What follows the last whole line; empty if the file ends with a line's end. */
  public byte[] unfinished() throws IOException {
    return read(lineEndBefore(channel.size()), channel.size());
  }

  /** The last whole line, without its end. */
  public Optional<byte[]> lastLine() throws IOException {
    long end = lineEndBefore(channel.size());
    return end == 0 ? Optional.empty() : Optional.of(read(lineEndBefore(end - 1), end - 1));
  }

  /**
   * Puts the text behind the last whole line, in the place of what is {@link #unfinished}. Once
   * this returns, it is on disk. What could be written in part only is taken back.
   */
  public void append(byte[] text) throws IOException {
    long end = lineEndBefore(channel.size());
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes, end + bytes.position());
      }
      channel.truncate(end + text.length);
      channel.force(true);
    } catch (IOException e) {
      takeBack(end, e);
      throw e;
    }
  }

  private void takeBack(long end, IOException failure) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The position after the last line end before {@code position}, or 0. */
  private long lineEndBefore(long position) throws IOException {
    long start = position;
    while (start > 0) {
      long from = Math.max(0, start - CHUNK);
      byte[] bytes = read(from, start);
      for (int i = bytes.length - 1; i >= 0; i--) {
        if (bytes[i] == '\n') {
          return from + i + 1;
        }
      }
      start = from;
    }
    return 0;
  }

  private byte[] read(long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
