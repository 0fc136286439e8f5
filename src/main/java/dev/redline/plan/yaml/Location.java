package dev.redline.plan.yaml;

import java.nio.file.Path;

/**
 * A place in a gates file.
 *
 * @param line from 1, or 0 where the whole file is meant
 * @param column from 1, or 0 where the whole file is meant
 * @param path the keys that lead there, such as {@code phases[1].needs}; empty at the top
 */
public record Location(Path file, int line, int column, String path) {

  static Location of(Path file) {
    return new Location(file, 0, 0, "");
  }

  /** This place's own line and column under the path of an entry inside it. */
  Location key(String key) {
    return new Location(file, line, column, path.isEmpty() ? key : path + "." + key);
  }

  Location index(int index) {
    return new Location(file, line, column, path + "[" + index + "]");
  }

  Location at(int newLine, int newColumn) {
    return new Location(file, newLine, newColumn, path);
  }

  @Override
  public String toString() {
    String position = line == 0 ? "" : ":" + line + ":" + column;
    return file + position + (path.isEmpty() ? "" : " " + path);
  }
}
