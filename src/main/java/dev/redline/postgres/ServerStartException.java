package dev.redline.postgres;

/** The server did not come up; the message carries the end of its log. */
public final class ServerStartException extends ServerControlException {

  private final String log;

  /**
   * @param log the last lines that the server wrote, possibly empty
   */
  public ServerStartException(String message, String log) {
    super(log.isBlank() ? message : message + "\nThe server's log ends with:\n" + log.strip());
    this.log = log;
  }

  /** The last lines that the server wrote, possibly empty. */
  public String log() {
    return log;
  }
}
