package dev.redline.target;

/** What lies beneath the exceptions of a library that wraps them. */
final class Causes {

  private Causes() {}

  /** The innermost cause. */
  static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Its message without a full stop, to be part of a sentence. */
  static String message(Throwable failure) {
    return String.valueOf(failure.getMessage()).strip().replaceFirst("\\.$", "");
  }
}
