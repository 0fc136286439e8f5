package dev.redline.state;

/** The state of earlier runs cannot be used as it is. The message says why and what to do. */
public final class StateException extends RuntimeException {

  public StateException(String message) {
    super(message);
  }
}
