package dev.redline.rag.json;

import dev.redline.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Binds a result to what it came from, by SHA-256. */
public final class FileHash {

  private FileHash() {}

  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  public static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.of(in);
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
  }
}
