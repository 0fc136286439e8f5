package dev.redline.record;

import io.qameta.allure.model.Status;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;

/**
 * How a gate can end. Console, ledger, page, Allure, journal and logs take their words from here;
 * what a verdict says goes by the same names.
 */
public enum GateOutcome {
  PASS("pass", "passed", "✓", Status.PASSED),
  FAIL("FAIL", "FAILED", "✗", Status.FAILED),
  INCONCLUSIVE("INCONCLUSIVE", "INCONCLUSIVE", "?", Status.BROKEN),
  PAUSED("PAUSED", "PAUSED", "‖", Status.BROKEN),
  BROKEN("BROKEN", "BROKEN", "!", Status.BROKEN),
  NOT_RUN("----", "not run", "–", Status.SKIPPED);

  private final String mark;
  private final String counted;
  private final String sign;
  private final Status allure;

  GateOutcome(String mark, String counted, String sign, Status allure) {
    this.mark = mark;
    this.counted = counted;
    this.sign = sign;
    this.allure = allure;
  }

  /**
   * The outcome of a gate that ended.
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

  /** The same, as JUnit tells it: only what it calls successful has passed. */
  public static GateOutcome of(TestExecutionResult result) {
    return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
        ? PASS
        : result.getThrowable().map(GateOutcome::of).orElse(BROKEN);
  }

  /** The outcome that a verdict amounts to. */
  public static GateOutcome of(dev.redline.verdict.Status status) {
    return valueOf(status.name());
  }

  /** In a sentence, a table and a file, such as {@code FAIL} or {@code not run}. */
  public String word() {
    return this == NOT_RUN ? counted : name();
  }

  /** Beside the word where it is coloured: some readers see no colours. */
  public String sign() {
    return sign;
  }

  /** In front of a gate's sentence, where many stand below each other. */
  String mark() {
    return mark;
  }

  /** Behind a number of gates. */
  String counted() {
    return counted;
  }

  /** Allure has one status for all that is neither passed nor failed. */
  Status allure() {
    return allure;
  }
}
