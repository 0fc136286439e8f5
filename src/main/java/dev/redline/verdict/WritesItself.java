package dev.redline.verdict;

import java.nio.file.Path;

/** Evidence with a file format of its own. */
@FunctionalInterface
public interface WritesItself {

  /** Writes the whole file, all or nothing, and the folders above it. */
  void writeTo(Path file);
}
