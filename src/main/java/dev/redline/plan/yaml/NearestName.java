package dev.redline.plan.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that was probably meant by a misspelled one. */
public final class NearestName {

  private static final int LONGEST = 100;

  private NearestName() {}

  /** Empty if no known name is within a third of the length of {@code name}, at least 2 edits. */
  public static Optional<String> of(String name, List<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    int patience = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(candidate -> edits(name, candidate) <= patience)
        .min(Comparator.comparingInt(candidate -> edits(name, candidate)));
  }

  /** Single-character insertions, deletions and replacements between the two (Levenshtein). */
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int shifted = Math.min(previous[column], current[column - 1]) + 1;
        current[column] = Math.min(previous[column - 1] + replaced, shifted);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
