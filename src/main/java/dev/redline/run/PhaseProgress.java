package dev.redline.run;

import dev.redline.run.RunState.PendingChange;
import dev.redline.run.RunState.PhaseRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the state file true about one phase. */
final class PhaseProgress {

  private final String phase;
  private final StateStore store;
  private final Clock clock;

  PhaseProgress(String phase, StateStore store, Clock clock) {
    this.phase = phase;
    this.store = store;
    this.clock = clock;
  }

  /**
   * The phase is in another state from now on.
   *
   * @throws IllegalStateException if it may not go there from where it is
   */
  void become(PhaseState next) {
    PhaseState now = store.state().phase(phase);
    if (!now.mayBecome(next)) {
      throw new IllegalStateException(
          "Phase %s may not go from %s to %s".formatted(phase, now, next));
    }
    store.change(state -> state.withPhase(phase, record(state).in(next)));
  }

  /** The phase begins from wherever it may begin; a fresh run forgets the steps of the last one. */
  void begin() {
    become(PhaseState.RUNNING);
  }

  /** Remembers which change the phase is about. */
  void about(String change) {
    store.change(state -> state.withPhase(phase, record(state).about(change)));
  }

  /** The server is about to be touched: what it takes to put it back is known from now on. */
  void touch(PendingChange pending) {
    store.change(
        state ->
            state.withPending(pending).withPhase(phase, record(state).in(PhaseState.CHANGING)));
  }

  /** A restart is about to begin. */
  void restarting() {
    store.change(state -> state.withPending(state.pendingChange().orElseThrow().whileRestarting()));
  }

  /** The server is done with: the change stays, or it is proven to be gone. */
  void settle(PhaseState end) {
    PhaseState now = store.state().phase(phase);
    if (!now.mayBecome(end)) {
      throw new IllegalStateException(
          "Phase %s may not go from %s to %s".formatted(phase, now, end));
    }
    store.change(state -> state.withPending(null).withPhase(phase, record(state).in(end)));
  }

  /** The change of this phase that is not yet committed. */
  Optional<PendingChange> pending() {
    return store.state().pendingChange().filter(change -> change.phase().equals(phase));
  }

  PhaseState state() {
    return store.state().phase(phase);
  }

  private Entry record(RunState state) {
    return new Entry(state.phases().get(phase));
  }

  /** The record of the phase, or what it would be if it had one. */
  private final class Entry {

    private final @Nullable PhaseRecord last;

    Entry(@Nullable PhaseRecord last) {
      this.last = last;
    }

    PhaseRecord in(PhaseState next) {
      return new PhaseRecord(
          next, null, last == null ? null : last.change(), clock.instant(), millis());
    }

    PhaseRecord about(String change) {
      PhaseState state = last == null ? PhaseState.NOT_RUN : last.state();
      return new PhaseRecord(state, null, change, clock.instant(), millis());
    }

    private Map<String, Long> millis() {
      return last == null ? new HashMap<>() : last.millis();
    }
  }
}
