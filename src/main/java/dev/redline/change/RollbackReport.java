package dev.redline.change;

import dev.redline.verdict.Finding;
import java.time.Duration;

/**
 * How a server was put back.
 *
 * @param proof that settings, file, data and health are as before
 * @param timeToRestore from the start of the rollback to a server that accepts connections
 */
public record RollbackReport(Finding proof, Duration timeToRestore) {

  /** One line for a person. */
  @Override
  public String toString() {
    return proof.passed()
        ? "Rolled back in %d ms; settings, postgresql.conf, data and health are proven to be as before."
            .formatted(timeToRestore.toMillis())
        : "NOT PROVEN TO BE BACK: " + proof.obstacles();
  }
}
