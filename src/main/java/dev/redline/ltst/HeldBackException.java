package dev.redline.ltst;

/** A turn did not come in time. Nothing was done; it may be tried again. */
public final class HeldBackException extends RuntimeException {

  HeldBackException(String message) {
    super(message);
  }
}
