package dev.redline.target;

/** What lies beneath the exceptions of a library that wraps them. */
public final class RootCause {

  private RootCause() {}

  /** The innermost cause. */
  public static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Its message without a full stop, to be part of a sentence. */
  public static String message(Throwable failure) {
    return String.valueOf(failure.getMessage()).strip().replaceFirst("\\.$", "");
  }
}
