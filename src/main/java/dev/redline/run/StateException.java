package dev.redline.run;

/** The state of earlier runs cannot be used as it is. The message says why and what to do. */
public final class StateException extends RuntimeException {

  StateException(String message) {
    super(message);
  }
}
