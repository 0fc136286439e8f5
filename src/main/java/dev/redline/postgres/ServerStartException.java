package dev.redline.postgres;

import dev.redline.dsn.SettingSecrets;

/** The server did not come up; the message carries the end of its log, without secrets. */
public final class ServerStartException extends ServerControlException {

  /**
   * @param log the last lines that the server wrote, as it wrote them, possibly empty
   */
  public ServerStartException(String message, String log) {
    super(
        log.isBlank()
            ? message
            : message + "\nThe server's log ends with:\n" + SettingSecrets.text(log.strip()));
  }
}
