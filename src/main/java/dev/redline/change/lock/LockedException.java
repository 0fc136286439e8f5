package dev.redline.change.lock;

/** Somebody else is changing the server. The message says who, as far as it can be known. */
public final class LockedException extends RuntimeException {

  LockedException(String message) {
    super(message + " Wait for it to end, or end it.");
  }
}
