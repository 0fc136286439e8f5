package dev.redline.crash;

import dev.redline.state.PhaseState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one killed run.
 *
 * @param killed in what: a stage, a rollback, a recovery
 * @param at the moment
 * @param phase where the state file says that the stage stood
 * @param server what the server was doing at that moment
 * @param outcome what the next run made of it
 * @param restoreMillis from the start of the next run until the server was proven to be back; null
 *     if nothing had to be put back
 * @param troubles empty if everything is as it has to be
 */
record Crash(
    String killed,
    String at,
    @Nullable PhaseState phase,
    @Nullable ServerCondition server,
    @Nullable Outcome outcome,
    @Nullable Long restoreMillis,
    List<String> troubles) {

  /** As which of the two the server came out, as a whole. */
  enum Outcome {
    OLD,
    NEW
  }

  boolean lost() {
    return !troubles.isEmpty();
  }
}
