package dev.redline.workload.pairs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The CPU time of a server's session: the first number of its {@code schedstat} (Linux,
 * Documentation/scheduler/sched-stats.rst).
 */
final class SessionCpu implements AutoCloseable {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Optional<RandomAccessFile> file;
  private final byte[] buffer = new byte[128];

  private SessionCpu(Optional<RandomAccessFile> file) {
    this.file = file;
  }

  /** Of a process of this machine; of any other, and elsewhere than on Linux, nothing is known. */
  static SessionCpu of(long pid) {
    Path path = Path.of("/proc", Long.toString(pid), "schedstat");
    try {
      return new SessionCpu(
          isPostgres(pid)
              ? Optional.of(new RandomAccessFile(path.toFile(), "r"))
              : Optional.empty());
    } catch (IOException e) {
      return new SessionCpu(Optional.empty());
    }
  }

  /** A server elsewhere may have a process id that here is another program's. */
  private static boolean isPostgres(long pid) throws IOException {
    Path name = Path.of("/proc", Long.toString(pid), "comm");
    return Files.isReadable(name) && Files.readString(name).startsWith("postgres");
  }

  /** So far; NaN where it cannot be read. */
  double millis() {
    return file.map(this::read).orElse(Double.NaN);
  }

  private double read(RandomAccessFile open) {
    try {
      open.seek(0);
      int length = open.read(buffer);
      String text = new String(buffer, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
      return Long.parseLong(text.substring(0, text.indexOf(' '))) / NANOS_PER_MILLI;
    } catch (IOException e) {
      throw new UncheckedIOException("The session has ended", e);
    }
  }

  @Override
  public void close() {
    file.ifPresent(SessionCpu::closeQuietly);
  }

  private static void closeQuietly(RandomAccessFile open) {
    try {
      open.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
