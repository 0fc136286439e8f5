package dev.redline.postgres;

import dev.redline.dsn.ServerLogText;

/**
 * The server did not come up; the message carries what PostgreSQL itself says at the end of its
 * log.
 */
public final class ServerStartException extends ServerControlException {

  /**
   * @param log the last lines that the server wrote, as it wrote them, possibly empty
   */
  public ServerStartException(String message, String log) {
    super(
        log.isBlank()
            ? message
            : message + "\nThe server's log ends with:\n" + ServerLogText.shown(log));
  }
}
