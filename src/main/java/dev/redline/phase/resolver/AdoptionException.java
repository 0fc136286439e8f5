package dev.redline.phase.resolver;

/** A tree cannot be moved to a resolver, or not back; the message says what to do. */
public final class AdoptionException extends RuntimeException {

  AdoptionException(String message) {
    super(message);
  }

  AdoptionException(String message, Throwable cause) {
    super(message, cause);
  }
}
