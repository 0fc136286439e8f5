package dev.redline.change;

import dev.redline.change.mark.ServerMark;
import dev.redline.change.mark.ServerMark.State;
import dev.redline.change.mark.ServerMarks;
import dev.redline.postgres.ServerState;
import dev.redline.state.PhaseProgress;
import dev.redline.state.RunState.PendingChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the server is told of the change of one phase; nothing where it keeps no marks. */
record PhaseMarks(PhaseContext context, String phase) {

  void note(PendingChange pending, State state) {
    context.marks().ifPresent(marks -> marks.note(pending, state));
  }

  /** When the server got the same change last, whichever clone brought it. */
  Optional<Instant> committed(String change) {
    return context.marks().stream()
        .flatMap(marks -> marks.all().stream())
        .filter(mark -> mark.stays() && mark.change().equals(change))
        .map(ServerMark::since)
        .max(Comparator.naturalOrder());
  }

  /**
   * The change stays: the server says so, and this clone remembers what it brought. Where nothing
   * was to be changed, what somebody else has put into force since then is as good.
   */
  void commit(Optional<PendingChange> pending, Supplier<ServerState> before) {
    context
        .marks()
        .ifPresent(
            marks ->
                pending.ifPresentOrElse(
                    change -> brought(marks, change, before.get()), () -> renew(marks)));
  }

  private void brought(ServerMarks marks, PendingChange change, ServerState before) {
    Map<String, String> brought = CommittedSettings.brought(context, before);
    marks.committed(change, brought);
    progress().brought(brought);
  }

  private void renew(ServerMarks marks) {
    CommittedSettings committed = CommittedSettings.read(context, marks.all());
    committed.renewed(phase, context.clock().instant()).forEach(marks::renew);
    progress().brought(committed.present(progress().brought()));
  }

  private PhaseProgress progress() {
    return new PhaseProgress(phase, context.store(), context.clock());
  }
}
