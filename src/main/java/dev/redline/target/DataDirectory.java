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
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
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

  private static final String LOCK_FILE = "postmaster.pid";
  private static final int MOST_BYTES = 8_192;
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
    Path control = path.resolve("global/pg_control");
    if (!Files.isRegularFile(control, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (FileChannel file =
        FileChannel.open(control, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
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
    Postmaster named = named(lines);
    return ProcessHandle.of(named.pid())
        .filter(process -> worksHere(process.pid()))
        .map(process -> named);
  }

  private Postmaster named(List<String> lines) {
    try {
      return new Postmaster(
          Math.abs(Long.parseLong(lines.get(0).strip())),
          Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip())),
          Integer.parseInt(lines.get(PORT_LINE).strip()));
    } catch (NumberFormatException | DateTimeException e) {
      throw unusable("it is none of a server's");
    }
  }

  /** The account that the server runs as: PostgreSQL starts under no other. */
  public ServerAccount account(String user) {
    return ServerAccount.forFolderOf(path.resolve("PG_VERSION"), user);
  }

  /** Lines of postmaster.pid; none if it is not there. */
  private List<String> lockFile() {
    Path lock = path.resolve(LOCK_FILE);
    try {
      if (Files.readAttributes(lock, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile()) {
        return text(lock).lines().toList();
      }
      throw unusable("it is not a regular file");
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new TargetException("Could not read %s: %s".formatted(lock, e.getMessage()), e);
    }
  }

  /** A server's has some 100 bytes. */
  private static String text(Path lock) throws IOException {
    try (InputStream file = Files.newInputStream(lock, LinkOption.NOFOLLOW_LINKS)) {
      return new String(file.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }

  private TargetException unusable(String why) {
    return new TargetException(
        "%s: %s. Whether a server runs there cannot be told: put that away."
            .formatted(path.resolve(LOCK_FILE), why));
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
