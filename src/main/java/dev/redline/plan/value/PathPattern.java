package dev.redline.plan.value;

import dev.redline.plan.yaml.ScalarNode;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * Which files of a tree are meant: a path relative to its top with {@code /} between, in which
 * {@code *} stands for a part of a name and {@code **} for any number of folders.
 *
 * @param text as written
 */
public record PathPattern(String text) {

  /**
   * Reads the notation.
   *
   * @throws IllegalArgumentException if it is empty, leads out of the tree or is no such pattern
   */
  static PathPattern parse(String text) {
    if (text.isBlank() || text.startsWith("/") || text.matches("(.*/)?\\.\\.(/.*)?")) {
      throw new IllegalArgumentException(
          "a path is relative to the top of the tree, such as src/test/** or README.md");
    }
    FileSystems.getDefault().getPathMatcher("glob:" + text);
    return new PathPattern(text);
  }

  public static PathPattern read(ScalarNode node) {
    return node.as(PathPattern::parse);
  }

  /** Whether {@code path}, relative to the top of the tree, is meant. */
  public boolean matches(Path path) {
    return FileSystems.getDefault().getPathMatcher("glob:" + text).matches(path);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
