package dev.redline.target;

/** What lies beneath the exceptions of a library that wraps them. */
final class Causes {

  private Causes() {}

  /** The message of the innermost cause. */
  static String root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).strip();
  }
}
