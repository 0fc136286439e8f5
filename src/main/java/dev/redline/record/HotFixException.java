package dev.redline.record;

/** A hot-fix cannot be read, or cannot be waived as asked. The message says what to do. */
public final class HotFixException extends RuntimeException {

  HotFixException(String message) {
    super(message);
  }
}
