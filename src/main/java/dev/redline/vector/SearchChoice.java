package dev.redline.vector;

/**
 * How rows are searched, and why.
 *
 * @param reason for a person, with the figures that decided
 */
public record SearchChoice(Method method, String reason) {

  /** A way to find the nearest rows. */
  public enum Method {
    /** By the vector index: fast, and it may miss some. */
    INDEX,
    /** By reading every row that counts: slow if they are many, and it misses none. */
    EXACT
  }
}
