package dev.redline.rag.json;

import java.nio.file.Path;

/**
 * A file as it was when it was read.
 *
 * @param sha256 of the bytes that were read, lower-case hexadecimal
 */
public record ReadFile(Path path, String sha256) {

  /**
   * What was read is still what the file holds.
   *
   * @throws RagFileException if not
   */
  public void requireUnchanged() {
    if (!FileHash.sha256(path).equals(sha256)) {
      throw new RagFileException(
          path, "", "has changed since it was checked; run again once nobody writes to it");
    }
  }
}
