package dev.redline.record;

import dev.redline.quoting.CauseText;

/** A gate that could not be judged, because the harness or the server failed on the way. */
public final class GateBroken extends RuntimeException {

  /**
   * @param done what was done about it
   */
  public GateBroken(Throwable cause, String done) {
    super(
        Masking.text(
            "%s: %s\n%s"
                .formatted(
                    GateOutcome.BROKEN.word(), ShownCause.text(cause, CauseText.of(cause)), done)
                .strip()),
        ShownCause.of(cause));
  }
}
