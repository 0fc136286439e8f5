package dev.redline.target;

/** No server could be had. The message says why and what to do. */
public final class TargetException extends RuntimeException {

  /** The message says what is missing, where, and what to do. */
  public TargetException(String message) {
    super(message);
  }

  /** The message says what is missing, where, and what to do. */
  public TargetException(String message, Throwable cause) {
    super(message, cause);
  }
}
