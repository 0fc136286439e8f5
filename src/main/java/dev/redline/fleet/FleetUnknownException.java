package dev.redline.fleet;

import java.util.List;

/** No API of a fleet answered. */
final class FleetUnknownException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param silent each address with the reason
   */
  FleetUnknownException(List<String> silent) {
    super(String.join("; ", silent));
  }
}
