package dev.redline.approval;

import dev.redline.state.StateException;
import java.util.Map;
import java.util.Optional;

/**
 * A person's word that what differs after a phase was taken back is to stay as it is: {@code
 * -Dresolve=<phase> -Dreason="..."}.
 *
 * @param phase whose way back could not be proven
 * @param reason why; never blank
 */
public record AcceptedDifference(String phase, String reason) {

  /**
   * Reads what was given with -D; empty if {@code resolve} is not there.
   *
   * @throws StateException if the reason is missing
   */
  public static Optional<AcceptedDifference> from(Map<String, String> properties) {
    String phase = properties.getOrDefault("resolve", "").strip();
    String reason = properties.getOrDefault("reason", "").strip();
    if (phase.isEmpty()) {
      return Optional.empty();
    }
    if (reason.isEmpty()) {
      throw new StateException(
          "-Dresolve=%s needs a reason, which goes into the journal: add -Dreason=\"...\"."
              .formatted(phase));
    }
    return Optional.of(new AcceptedDifference(phase, reason));
  }
}
