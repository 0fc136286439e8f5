package dev.redline.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The data directory of a server on this machine, as far as it tells which server that is and
 * whether it runs.
 */
public record DataDirectory(Path path) {

  /** Where pg_control holds the system identifier, in the machine's byte order. */
  private static final int IDENTIFIER_BYTES = 8;

  private static final int START_LINE = 2;
  private static final int PORT_LINE = 3;

  /**
   * Who runs on it.
   *
   * @param started when, to the second
   * @param port that it listens on
   */
  public record Postmaster(long pid, Instant started, int port) {}

  /**
   * The system identifier, as {@code pg_control_system()} shows it.
   *
   * @return empty if it cannot be read
   */
  public Optional<String> systemIdentifier() {
    ByteBuffer identifier = ByteBuffer.allocate(IDENTIFIER_BYTES).order(ByteOrder.nativeOrder());
    try (FileChannel file =
        FileChannel.open(path.resolve("global/pg_control"), StandardOpenOption.READ)) {
      while (identifier.hasRemaining() && file.read(identifier) >= 0) {
        // until it is whole
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return identifier.hasRemaining()
        ? Optional.empty()
        : Optional.of(Long.toUnsignedString(identifier.flip().getLong()));
  }

  /**
   * The server that runs on it, ready or not.
   *
   * @return empty if none does, also where one that was killed has left its file
   */
  public Optional<Postmaster> postmaster() {
    List<String> lines = lockFile();
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    long pid = Math.abs(Long.parseLong(lines.get(0).strip()));
    Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip()));
    return ProcessHandle.of(pid)
        .filter(process -> worksHere(process.pid()))
        .map(
            process ->
                new Postmaster(pid, started, Integer.parseInt(lines.get(PORT_LINE).strip())));
  }

  /** The account that the server runs as: PostgreSQL starts under no other. */
  public ServerAccount account(String user) {
    return ServerAccount.forFolderOf(path.resolve("PG_VERSION"), user);
  }

  /** Lines of postmaster.pid; none if it is not there. */
  private List<String> lockFile() {
    try (InputStream file =
        Files.newInputStream(path.resolve("postmaster.pid"), LinkOption.NOFOLLOW_LINKS)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new TargetException(
          "Could not read %s: %s".formatted(path.resolve("postmaster.pid"), e.getMessage()), e);
    }
  }

  /** Another process may have been given the number since: a server works in its directory. */
  private boolean worksHere(long pid) {
    try {
      return Files.isSameFile(Path.of("/proc/" + pid + "/cwd"), path);
    } catch (IOException e) {
      return true; // not to be seen from here: then what the file says counts
    }
  }
}
