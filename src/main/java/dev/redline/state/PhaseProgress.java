package dev.redline.state;

import dev.redline.state.RunState.PendingChange;
import dev.redline.state.RunState.PhaseRecord;
import dev.redline.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the state file true about one phase: what it says is on disk before a method returns, but
 * for times.
 */
public final class PhaseProgress {

  private final String phase;
  private final StateStore store;
  private final Clock clock;

  /** Looks only; the phase may be anywhere. */
  public PhaseProgress(String phase, StateStore store, Clock clock) {
    this.phase = phase;
    this.store = store;
    this.clock = clock;
  }

  /**
   * The phase is in another state from now on.
   *
   * @throws IllegalStateException if it may not go there from where it is
   */
  public void become(PhaseState next) {
    requireMove(next);
    store.change(state -> state.withPhase(phase, record(state).in(next, clock.instant())));
  }

  /** A step of the phase begins. */
  public void step(String name) {
    store.change(state -> state.withPhase(phase, record(state).at(name)));
  }

  /** A step of the phase has ended, passed or not. Its time is on disk with the next change. */
  public void took(String name, Duration time) {
    store.note(state -> state.withPhase(phase, record(state).took(name, time)));
  }

  /** Keeps a figure that later phases ask for. */
  public void figure(String name, double value) {
    store.change(state -> state.withPhase(phase, record(state).figure(name, value)));
  }

  /** Keeps the values that the change of the phase has put into force. */
  public void brought(Map<String, String> values) {
    store.change(state -> state.withPhase(phase, record(state).brought(values)));
  }

  /** The values that the last change of the phase has put into force; empty if none is known. */
  public Map<String, String> brought() {
    return record(store.state()).brought();
  }

  /** Where the phase stands. */
  public PhaseState state() {
    return store.state().phase(phase);
  }

  /**
   * Remembers which change the phase is about.
   *
   * @param account of whoever asks for the decisions about it
   */
  public void about(String change, String account) {
    store.change(state -> state.withPhase(phase, record(state).about(change, account)));
  }

  /** The server is about to be touched: what it takes to put it back is known from now on. */
  public void touch(PendingChange pending) {
    requireMove(PhaseState.CHANGING);
    store.change(
        state ->
            state
                .withPending(pending)
                .withPhase(phase, record(state).in(PhaseState.CHANGING, clock.instant())));
  }

  /** What it takes to put the server back is more, or something else, from now on. */
  public void update(PendingChange pending) {
    store.change(state -> state.withPending(pending));
  }

  /** A restart is about to begin. */
  public void restarting() {
    store.change(state -> state.withPending(state.pendingChange().orElseThrow().whileRestarting()));
  }

  /**
   * The server is done with: the change stays, or it is proven to be gone. What was approved for it
   * is used up.
   */
  public void settle(PhaseState end) {
    requireMove(end);
    store.change(
        state ->
            state
                .withoutApprovalsOf(record(state).change())
                .withoutApprovalsOf(pending().map(PendingChange::id).orElse(null))
                .withPending(null)
                .withPhase(phase, record(state).in(end, clock.instant())));
  }

  /**
   * Another clone has ended the change of this phase, or has it in its hands: the server is not
   * this clone's to put back.
   */
  public void endedElsewhere(PhaseState end) {
    store.change(
        state ->
            state
                .withoutApprovalsOf(pending().map(PendingChange::id).orElse(null))
                .withPending(null)
                .withPhase(phase, record(state).in(end, clock.instant())));
  }

  /** This clone answers from now on for a change that another one has begun. */
  public void takeOver(PendingChange pending, PhaseState now) {
    store.change(
        state ->
            state
                .withPending(pending)
                .withPhase(
                    phase,
                    record(state)
                        .about(String.valueOf(pending.id()), null)
                        .in(now, clock.instant())));
  }

  /** The change of this phase that is not yet committed. */
  public Optional<PendingChange> pending() {
    return store.state().pendingChange().filter(change -> change.phase().equals(phase));
  }

  /** Whether a change of this phase is in force or on its way, and not yet committed. */
  public boolean hasPendingChange() {
    return pending().isPresent();
  }

  /** One change at a time: what another phase has in force is decided about first. */
  public Verdict noneWaitsElsewhere() {
    String subject = "changes that wait for their commit";
    String required = "none of another phase";
    return waitingElsewhere()
        .map(
            other ->
                Verdict.paused(
                    subject,
                    other,
                    required,
                    "mvn verify -Dgroups=%s -Dapprove=commit, or -Ddecline=commit"
                        .formatted(other)))
        .orElseGet(() -> Verdict.pass(subject, "none", required));
  }

  /** Where another phase's change waits: how it is taken back though this phase does not pass. */
  public Optional<String> wayBackOfAnother() {
    return waitingElsewhere()
        .map(
            other ->
                "The change of %s waits for its commit still. To take it back all the same: mvn verify -Dgroups='%s & !%s' -Ddecline=commit"
                    .formatted(other, other, phase));
  }

  private Optional<String> waitingElsewhere() {
    return store
        .state()
        .pendingChange()
        .map(PendingChange::phase)
        .filter(other -> !other.equals(phase));
  }

  private void requireMove(PhaseState next) {
    if (!state().mayBecome(next)) {
      throw new IllegalStateException(
          "Phase %s may not go from %s to %s".formatted(phase, state(), next));
    }
  }

  private PhaseRecord record(RunState state) {
    PhaseRecord last = state.phases().get(phase);
    return last == null ? PhaseRecord.notRun(clock.instant()) : last;
  }
}
