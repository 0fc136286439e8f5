package dev.redline.run;

import dev.redline.postgres.ServerFiles;
import dev.redline.run.RunState.PendingChange;
import java.util.Optional;

/** Finishes what an earlier run left undone when it was killed. */
public final class Recovery {

  private final StateStore store;

  public Recovery(StateStore store) {
    this.store = store;
  }

  /**
   * Puts the configuration back before anything tries to start the server with a half-made one.
   * Does nothing if no run was interrupted.
   */
  public void restoreFiles(ServerFiles files) {
    interrupted().ifPresent(pending -> pending.original().restore(files));
  }

  /**
   * Starts a server that the interrupted run has left stopped. Does nothing if no run was
   * interrupted: a server that its owner has stopped stays so.
   */
  public void startServer(StageContext context) {
    interrupted()
        .flatMap(pending -> context.target().control())
        .ifPresent(control -> control.process().start(context.plan().target().startPatience()));
  }

  /**
   * Rolls the interrupted change back and proves it.
   *
   * @param context of a server that is up
   * @return empty if no run was interrupted
   */
  public Optional<RollbackReport> rollBack(StageContext context) {
    return interrupted()
        .map(
            pending ->
                new Rollback(context, new PhaseProgress(pending.phase(), store, context.clock()))
                    .of(pending));
  }

  /** What was interrupted, for a person. */
  public Optional<String> describe() {
    return interrupted()
        .map(
            pending ->
                "An earlier run ended in the middle of %s (%s, begun %s): the server is put back first."
                    .formatted(
                        pending.phase(), store.state().phase(pending.phase()), pending.started()));
  }

  private Optional<PendingChange> interrupted() {
    return store
        .state()
        .pendingChange()
        .filter(pending -> store.state().phase(pending.phase()).interrupted());
  }
}
