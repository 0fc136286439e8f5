package dev.redline.phase.resolver;

import org.jspecify.annotations.Nullable;

/**
 * What adoption does to one file.
 *
 * @param path relative to the top of the tree
 * @param before SHA-256 of its content before; null if there is no such file
 * @param after SHA-256 of its content after
 */
record FileChange(String path, @Nullable String before, String after) {

  boolean creates() {
    return before == null;
  }
}
