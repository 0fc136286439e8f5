package dev.redline.change;

import dev.redline.approval.AcceptedDifference;
import dev.redline.change.mark.ServerMarks;
import dev.redline.fleet.MemberTarget;
import dev.redline.postgres.ServerFiles;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.Fingerprint;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateException;
import dev.redline.state.StateSnapshot;
import dev.redline.state.StateStore;
import dev.redline.target.BeforeStart;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Finishes what an earlier run left undone when it was killed. */
public final class Recovery implements BeforeStart {

  private final StateStore store;

  public Recovery(StateStore store) {
    this.store = store;
  }

  /**
   * Puts the configuration back before anything tries to start the server with a half-made one.
   * Does nothing if no run was interrupted.
   */
  @Override
  public void prepare(ServerFiles files) {
    interrupted()
        .map(KeptChanges::of)
        .ifPresent(
            kept -> {
              kept.restoreFiles(files);
              kept.restoreStopped(files);
            });
  }

  @Override
  public Optional<LastSeen> lastSeen() {
    Fingerprint server = store.state().server();
    String identifier = server == null ? null : server.systemIdentifier();
    return identifier == null
        ? Optional.empty()
        : interrupted()
            .map(
                pending ->
                    new StateSnapshot(Path.of(pending.state()), pending.stateSha256()).read())
            .map(before -> before.settings().setting("data_directory").setting())
            .map(directory -> new LastSeen(Path.of(directory), identifier));
  }

  /**
   * Starts a server that the interrupted run has left stopped; a member of a fleet with what the
   * fleet's configuration had before. Does nothing if no run was interrupted: a server that its
   * owner has stopped stays so.
   */
  public void startServer(PhaseContext context) {
    Optional<PendingChange> interrupted = interrupted();
    interrupted.ifPresent(pending -> KeptChanges.of(pending).restoreConfiguration(context));
    interrupted
        .flatMap(pending -> context.target().control())
        .ifPresent(control -> control.process().start(context.plan().target().startPatience()));
  }

  /**
   * Rolls the interrupted change back and proves it.
   *
   * @param context of a server that is up
   * @return empty if no run was interrupted
   */
  public Optional<RollbackReport> rollBack(PhaseContext context) {
    return interrupted()
        .map(
            pending ->
                new Rollback(context, new PhaseProgress(pending.phase(), store, context.clock()))
                    .of(pending));
  }

  /**
   * Lets a run go on only if the server is what it was before the interrupted change.
   *
   * @param accepted a person's word, which counts for the phase that it names alone
   * @param marks where the server says that the change is on its way; empty if it says nothing
   * @return whether the proof is missing and a person's word stands in for it
   * @throws StateException if that could not be proven; the next run tries again
   */
  public boolean requireProof(
      RollbackReport report,
      Optional<AcceptedDifference> accepted,
      Optional<ServerMarks> marks,
      Clock clock) {
    String phase = interrupted().map(PendingChange::phase).orElse("the change");
    boolean resolved = accepted.filter(word -> word.phase().equals(phase)).isPresent();
    if (!report.proof().passed() && resolved) {
      marks.ifPresent(each -> interrupted().ifPresent(each::gone));
      new PhaseProgress(phase, store, clock).settle(PhaseState.ROLLED_BACK);
      return true;
    }
    if (!report.proof().passed()) {
      throw new StateException(
          ("The server could not be proven to be as it was before %s: %s. No gate runs on it. Next:"
                  + " mend what differs and run again, which proves it anew. If the difference is to"
                  + " stay: -Dresolve=%1$s -Dreason=\"...\", which goes into the journal. State: %3$s")
              .formatted(
                  phase,
                  report.proof().obstacles(),
                  store.file().map(Path::toString).orElse("not on disk")));
    }
    return false;
  }

  /**
   * A change of one member of a fleet is neither gone on with nor taken back on another one.
   *
   * @throws StateException if this server is not the member that the change is on
   */
  public void requireItsMember(PhaseContext context) {
    store.state().pendingChange().stream()
        .flatMap(pending -> pending.ofKind(FileBackup.KIND).stream())
        .map(KeptChange::subject)
        .filter(MemberTarget::isFile)
        .filter(file -> context.member().filter(here -> here.file().equals(file)).isEmpty())
        .findFirst()
        .ifPresent(
            file -> {
              throw new StateException(
                  "The change that is not committed is in the %s, and DATABASE_URL names another server (%s): name that member, then run again."
                      .formatted(file, context.target().description()));
            });
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
