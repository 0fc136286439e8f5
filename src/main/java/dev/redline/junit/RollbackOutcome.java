package dev.redline.junit;

import dev.redline.change.PhaseChange;
import dev.redline.change.RollbackReport;
import dev.redline.dsn.SettingSecrets;
import dev.redline.quoting.CauseText;
import java.util.Optional;

/**
 * What was done after a gate did not pass.
 *
 * @param report empty if nothing had been changed, or if the rollback failed
 * @param failure of the rollback
 * @param line for a person, without secrets of the server's settings
 */
record RollbackOutcome(
    Optional<RollbackReport> report, Optional<RuntimeException> failure, String line) {

  RollbackOutcome {
    line = SettingSecrets.text(line);
  }

  /** Rolls the change back, if there is one and it has touched anything. */
  static RollbackOutcome of(Optional<PhaseChange> change) {
    try {
      Optional<RollbackReport> report = change.flatMap(PhaseChange::rollBack);
      String line = report.map(RollbackReport::toString).orElse("Nothing had been changed.");
      return new RollbackOutcome(report, Optional.empty(), line);
    } catch (RuntimeException e) {
      return new RollbackOutcome(
          Optional.empty(), Optional.of(e), "THE ROLLBACK FAILED, look now: " + CauseText.of(e));
    }
  }

  /** No gate has begun: all that may have been done is to put back what an earlier run had left. */
  static RollbackOutcome ofOpening() {
    return new RollbackOutcome(
        Optional.empty(),
        Optional.empty(),
        "No gate has begun: but for what is said above, nothing had been changed.");
  }

  /** Whether the server had been changed, and an attempt was made to put it back. */
  boolean rolledBack() {
    return report.isPresent() || failure.isPresent();
  }

  /** Whether the server is proven to be as it was before. */
  boolean proven() {
    return report.filter(done -> done.proof().passed()).isPresent();
  }

  RollbackOutcome followedBy(String more) {
    return new RollbackOutcome(report, failure, line + "\n" + more);
  }
}
