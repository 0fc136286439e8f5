package dev.redline.dsn;

/** What to do when both variables are set and name different servers. */
public enum Mismatch {
  /** Refuse: one of the two is wrong, and a person must say which. */
  STRICT,
  /** Take {@code DATABASE_URL} and say so in a warning. */
  WARN
}
