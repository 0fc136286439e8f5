package dev.redline.postgres;

/** The server's process or one of its files did not do what it was told. */
public class ServerControlException extends RuntimeException {

  /** The message says what was tried, where, and what to do. */
  public ServerControlException(String message) {
    super(message);
  }

  /** The message says what was tried, where, and what to do. */
  public ServerControlException(String message, Throwable cause) {
    super(message, cause);
  }
}
