package dev.redline.record;

/** A gate that could not be judged, because the harness or the server failed on the way. */
public final class GateBroken extends RuntimeException {

  /**
   * @param aftermath what was done about it
   */
  public GateBroken(Throwable cause, String aftermath) {
    super(
        Masking.text(
            "%s: %s\n%s".formatted(GateOutcome.BROKEN.word(), described(cause), aftermath).strip()),
        cause);
  }

  private static String described(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
