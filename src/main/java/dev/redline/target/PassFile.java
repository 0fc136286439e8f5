package dev.redline.target;

import dev.redline.dsn.Secret;
import dev.redline.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A password for a program that uses libpq, in a file that only its owner may read: the program's
 * arguments and environment hold none. Gone once it is closed.
 *
 * @param file of PGPASSFILE's format
 */
public record PassFile(Path file) implements AutoCloseable {

  /**
   * The password of any role on any server.
   *
   * @throws TargetException if the file cannot be written
   */
  public static PassFile write(Path file, Secret password) {
    String escaped = password.reveal().replace("\\", "\\\\").replace(":", "\\:");
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, OwnerOnly.FILE);
      Files.writeString(file, "*:*:*:*:" + escaped + "\n");
      return new PassFile(file);
    } catch (IOException e) {
      throw new TargetException("Could not write " + file + ": " + e.getMessage(), e);
    }
  }

  /** What tells the program of the file. */
  public Map<String, String> environment() {
    return Map.of("PGPASSFILE", file.toString());
  }

  /**
   * Removes the file.
   *
   * @throws TargetException if that fails
   */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new TargetException("Could not remove " + file + ": " + e.getMessage(), e);
    }
  }
}
