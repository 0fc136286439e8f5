package dev.redline.fleet;

import dev.redline.postgres.ServerControlException;

/** A member's local configuration cannot take values; nothing was written. */
public final class LocalConfigurationException extends ServerControlException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason behind "The member's local configuration cannot be edited:"
   */
  LocalConfigurationException(String reason) {
    super(text(reason));
  }

  LocalConfigurationException(String reason, Throwable cause) {
    super(text(reason), cause);
  }

  private static String text(String reason) {
    return "The member's local configuration cannot be edited: %s.".formatted(reason);
  }
}
