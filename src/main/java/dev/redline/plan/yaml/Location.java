package dev.redline.plan.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a gates file.
 *
 * @param line from 1, or 0 where the whole file is meant
 * @param column from 1, or 0 where the whole file is meant
 * @param steps the keys and positions that lead there; empty at the top
 */
public record Location(Path file, int line, int column, List<Step> steps) {

  /** A key, or a position in a list, written {@code [0]}. */
  public record Step(String key, int index) {

    private static final int NO_INDEX = -1;

    boolean isKey() {
      return index == NO_INDEX;
    }

    @Override
    public String toString() {
      return isKey() ? key : "[" + index + "]";
    }
  }

  public Location {
    steps = List.copyOf(steps);
  }

  static Location of(Path file) {
    return new Location(file, 0, 0, List.of());
  }

  /** This place's own line and column under the path of an entry inside it. */
  Location key(String key) {
    return inside(new Step(key, Step.NO_INDEX));
  }

  Location index(int index) {
    return inside(new Step("", index));
  }

  Location at(int newLine, int newColumn) {
    return new Location(file, newLine, newColumn, steps);
  }

  private Location inside(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Location(file, line, column, longer);
  }

  /** File, line, column and the path of keys: {@code plan.yaml:21:13 phases[5].needs[0]}. */
  @Override
  public String toString() {
    StringBuilder path = new StringBuilder();
    for (Step step : steps) {
      path.append(step.isKey() && !path.isEmpty() ? "." : "").append(Excerpt.of(step.toString()));
    }
    String position = line == 0 ? "" : ":" + line + ":" + column;
    return file + position + (path.isEmpty() ? "" : " " + path);
  }
}
