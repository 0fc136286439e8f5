package dev.redline.vector;

/**
 * How many rows of a table a filter lets through.
 *
 * @param matching rows, 0 to {@code total}
 * @param total rows of the table
 */
public record Selectivity(long matching, long total) {

  /** Matching rows as a share of all; NaN of an empty table. */
  public double share() {
    return (double) matching / total;
  }
}
