package dev.redline.postgres;

/** A file on the server's host could not be read or written. */
public final class ServerFileException extends ServerControlException {

  /**
   * @param action what was tried, as in {@code "write"}
   */
  public ServerFileException(String action, String path, String reason, Throwable cause) {
    super("Could not " + action + " " + path + " on the server's host: " + reason, cause);
  }
}
