package dev.redline.rag.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/** A file as it was when the folder was listed. */
record EntryFile(Path path, long bytes, Instant written) {

  /** Empty if another process has removed the file meanwhile. */
  static Optional<EntryFile> of(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Instant written = attributes.lastModifiedTime().toInstant();
      return Optional.of(new EntryFile(path, attributes.size(), written));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
