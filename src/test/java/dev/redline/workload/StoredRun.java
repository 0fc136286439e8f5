package dev.redline.workload;

import dev.redline.change.Recovery;
import dev.redline.postgres.ServerFiles;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateException;
import dev.redline.state.StateSnapshot;
import dev.redline.state.StateStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the next run reads before it opens a server.
 *
 * @param phase where the stage stands
 * @param pending the change that is not committed
 */
public record StoredRun(PhaseState phase, Optional<PendingChange> pending) {

  /**
   * Reads the state, puts postgresql.conf back if a run was interrupted, and reads what was kept of
   * the server.
   *
   * @throws StateException if any of it is not what was written
   */
  public static StoredRun open(Path stateFile, String plan, String stage, ServerFiles files) {
    StateStore store = StateStore.open(stateFile, plan);
    new Recovery(store).prepare(files);
    Optional<PendingChange> pending = store.state().pendingChange();
    pending.ifPresent(
        change -> new StateSnapshot(Path.of(change.state()), change.stateSha256()).read());
    return new StoredRun(store.state().phase(stage), pending);
  }
}
