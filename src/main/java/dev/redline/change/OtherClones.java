package dev.redline.change;

import dev.redline.change.mark.ServerMark;
import dev.redline.change.mark.ServerMark.State;
import dev.redline.change.mark.ServerMarks;
import dev.redline.change.mark.SharedOriginal;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateException;
import dev.redline.state.StateSnapshot;
import dev.redline.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a run meets on its server that other clones have done there, or have not finished. */
public record OtherClones(PhaseContext context, ServerMarks marks) {

  /** Empty for a server that no other clone works on, or that may only be read. */
  public static Optional<OtherClones> of(PhaseContext context) {
    return context.marks().map(marks -> new OtherClones(context, marks));
  }

  /**
   * Forgets a change of this clone that another one has ended or taken over: the server is not put
   * back a second time. Touches the server in no way.
   *
   * @return what became of it, for a person; empty if it is this clone's still, or if there is none
   */
  public Optional<String> settleOwn() {
    Optional<PendingChange> own =
        context.store().state().pendingChange().filter(pending -> pending.mark() != null);
    return own.flatMap(pending -> settled(pending, marks.all()));
  }

  private Optional<String> settled(PendingChange own, List<ServerMark> all) {
    Optional<ServerMark> same = all.stream().filter(m -> m.id().equals(own.mark())).findFirst();
    if (same.isPresent()) {
      return same.filter(mark -> mark.stays() || !mark.belongsTo(own))
          .map(mark -> ended(own, mark.stays() ? PhaseState.PASSED : PhaseState.ROLLED_BACK, mark));
    }
    return all.stream()
        .filter(mark -> mark.since().isAfter(own.started()))
        .findFirst()
        .map(mark -> ended(own, PhaseState.ROLLED_BACK, mark))
        .or(() -> takenBack(own));
  }

  private String ended(PendingChange own, PhaseState end, ServerMark mark) {
    progress(own.phase()).endedElsewhere(end);
    return "The change of %s that this clone began %s is not its own to put back any more: the server has %s."
        .formatted(own.phase(), own.started(), mark);
  }

  /** What waited for its commit here, another clone has taken back, and nothing was done since. */
  private Optional<String> takenBack(PendingChange own) {
    PhaseProgress progress = progress(own.phase());
    if (progress.state() != PhaseState.AWAITING_DECISION
        || !new Rollback(context, progress).isDone(own)) {
      return Optional.empty();
    }
    progress.endedElsewhere(PhaseState.ROLLED_BACK);
    return Optional.of(
        "The change of %s that this clone began %s was taken back elsewhere: the server does not name it any more and is as it was before."
            .formatted(own.phase(), own.started()));
  }

  /** The change of another clone that is not committed. */
  public Optional<ServerMark> unfinished() {
    return marks
        .uncommitted()
        .filter(mark -> context.store().state().pendingChange().filter(mark::belongsTo).isEmpty());
  }

  /** Nothing is changed on top of what another clone has not finished. */
  public Verdict noneIsUnfinished() {
    String subject = "changes of other clones that are not committed";
    return unfinished()
        .map(mark -> Verdict.paused(subject, mark.toString(), "none", wayOut(mark)))
        .orElseGet(() -> Verdict.pass(subject, "none", "none"));
  }

  private static String wayOut(ServerMark mark) {
    String here = "mvn verify -Dgroups=%s -Dtakeover=%s".formatted(mark.phase(), mark.word());
    return mark.state() == State.WAITING
        ? "decide there; or here: %s -Dapprove=commit to finish it, %1$s -Ddecline=commit to take it back"
            .formatted(here)
        : "run there, which takes it back; or here: mvn verify -Dgroups=discovery -Dtakeover=%s takes it back, %s besides begins it anew"
            .formatted(mark.word(), here);
  }

  /**
   * Makes the change this clone's own: what an interrupted run has left is taken back next, what
   * waits for its commit goes on waiting, here.
   *
   * @param word the beginning of its id, as {@link #noneIsUnfinished} shows it
   * @return what was taken over, for a person; empty if there is nothing (any more)
   * @throws StateException if the word names another one, or this clone has a change of its own
   */
  public Optional<String> takeOver(String word) {
    return unfinished().map(mark -> takenOver(mark, word));
  }

  private String takenOver(ServerMark mark, String word) {
    if (!word.equals(mark.word())) {
      throw new StateException(
          "-Dtakeover=%s does not name the change that is not committed on this server, which is %s: -Dtakeover=%s."
              .formatted(word, mark, mark.word()));
    }
    if (context.store().state().pendingChange().isPresent()) {
      throw new StateException(
          "This clone has a change of its own that is not committed. End it first, then take over "
              + mark
              + ".");
    }
    adopt(mark, marks.original(mark));
    return "Taken over: " + mark;
  }

  private void adopt(ServerMark mark, SharedOriginal kept) {
    StateSnapshot snapshot =
        StateSnapshot.keep(
            context.keep().resolve("before-" + mark.phase() + ".json"),
            kept.before().getBytes(StandardCharsets.UTF_8));
    PendingChange mine =
        kept.pending().takenOver(context.folders().cloneName(), snapshot.file().toString());
    PhaseState state =
        mark.state() == State.WAITING ? PhaseState.AWAITING_DECISION : PhaseState.CHANGING;
    progress(mark.phase()).takeOver(mine, state);
    marks.note(mine, mark.state());
  }

  private PhaseProgress progress(String phase) {
    return new PhaseProgress(phase, context.store(), context.clock());
  }
}
