package dev.redline.record.journal;

import dev.redline.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file as it was when somebody vouched for it.
 *
 * @param path relative to metrics/, with {@code /} between the parts
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param size in bytes
 */
public record Artifact(String path, String sha256, long size) {

  /**
   * The file as it is now.
   *
   * @param metrics the folder that paths are relative to
   * @param file in {@code metrics}; relative to it or with the same beginning
   * @throws IllegalArgumentException if it lies elsewhere
   */
  public static Artifact of(Path metrics, Path file) {
    Path folder = metrics.toAbsolutePath().normalize();
    Path absolute =
        (file.startsWith(metrics) || file.isAbsolute() ? file : metrics.resolve(file))
            .toAbsolutePath()
            .normalize();
    if (!absolute.startsWith(folder)) {
      throw new IllegalArgumentException(
          "%s is not below %s, so the journal cannot vouch for it".formatted(file, metrics));
    }
    try (InputStream content = Files.newInputStream(absolute)) {
      String path = folder.relativize(absolute).toString().replace('\\', '/');
      return new Artifact(path, Sha256.of(content), Files.size(absolute));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the artifact " + file, e);
    }
  }
}
