package dev.redline.dsn;

import org.jspecify.annotations.Nullable;

/** What to do when both variables are set and name different servers. */
public enum Mismatch {
  /** Refuse: one of the two is wrong, and a person must say which. */
  STRICT,
  /** Take {@code DATABASE_URL} and say so in a warning. */
  WARN;

  /**
   * Reads what {@code -Ddsn} says.
   *
   * @param text null for the default, strict
   * @throws DsnException if it is neither strict nor warn
   */
  public static Mismatch parse(@Nullable String text) {
    if (text == null || text.equals("strict")) {
      return STRICT;
    }
    if (text.equals("warn")) {
      return WARN;
    }
    throw new DsnException(
        "-Ddsn is neither strict nor warn. Strict (the default) refuses two variables that differ,"
            + " warn takes DATABASE_URL once that is approved.");
  }
}
