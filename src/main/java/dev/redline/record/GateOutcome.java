package dev.redline.record;

import org.jspecify.annotations.Nullable;

/** How a gate can end, and how the console tells that. */
public enum GateOutcome {
  PASS("pass", "passed"),
  FAIL("FAIL", "FAILED"),
  INCONCLUSIVE("INCONCLUSIVE", "INCONCLUSIVE"),
  PAUSED("PAUSED", "PAUSED"),
  BROKEN("BROKEN", "BROKEN"),
  NOT_RUN("----", "not run");

  private final String text;
  private final String words;

  GateOutcome(String text, String words) {
    this.text = text;
    this.words = words;
  }

  /**
   * The mark of a gate that ended.
   *
   * @param thrown what it threw, null if nothing
   */
  public static GateOutcome of(@Nullable Throwable thrown) {
    if (thrown == null) {
      return PASS;
    }
    if (thrown instanceof GatePaused) {
      return PAUSED;
    }
    if (thrown instanceof GateInconclusive) {
      return INCONCLUSIVE;
    }
    return thrown instanceof AssertionError ? FAIL : BROKEN;
  }

  /** In front of a gate's sentence. */
  String text() {
    return text;
  }

  /** Behind a number of gates. */
  String words() {
    return words;
  }
}
