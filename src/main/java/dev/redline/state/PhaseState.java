package dev.redline.state;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a phase stands on one server. Each state says what it means and the way out of it. */
public enum PhaseState {
  /** No gate of it has begun. Way out: run it. */
  NOT_RUN("not run"),
  /** Gates that only read are running, or were when the run ended. Way out: run it again. */
  RUNNING("under way"),
  /** A person has to approve before the server is touched. Way out: approve, or leave it. */
  AWAITING_APPROVAL("waiting for an approval"),
  /**
   * The server is being changed, or was when the run ended: it may hold the old configuration, the
   * new one, or not run. Way out: the next run puts it back first.
   */
  CHANGING("being changed"),
  /**
   * The change is in force and not yet proven. Way out: the next run puts the server back first.
   */
  PROVING("in force, and not proven yet"),
  /**
   * The change is in force, and a person has to decide whether it stays; or it is written, and
   * waits for a restart that its owner has planned. Way out: restart if that is what it waits for;
   * approve or decline the commit.
   */
  AWAITING_DECISION("waiting for a decision"),
  /** Every gate has passed and the change stays. Way out: none is needed; it may run again. */
  PASSED("passed"),
  /** The evidence did not call for it: the server was left alone. Way out: none is needed. */
  NOT_CALLED_FOR("not called for"),

  /** A gate did not pass before anything was changed. Way out: mend the cause and run again. */
  STOPPED("stopped"),
  /** The server is being put back, or was when the run ended. Way out: the next run goes on. */
  ROLLING_BACK("being put back"),
  /** The server is proven to be as it was. Way out: mend the cause and run again. */
  ROLLED_BACK("put back"),
  /**
   * The server could not be proven to be as it was. Way out: a person looks, then the next run
   * proves it anew, or the person says that the difference stays ({@code -Dresolve}).
   */
  NEEDS_A_PERSON("not proven to be as before");

  private static final Map<PhaseState, Set<PhaseState>> MOVES = new EnumMap<>(PhaseState.class);

  static {
    allow(NOT_RUN, RUNNING);
    allow(
        RUNNING,
        RUNNING,
        NOT_RUN,
        NOT_CALLED_FOR,
        AWAITING_APPROVAL,
        CHANGING,
        AWAITING_DECISION,
        ROLLING_BACK,
        PASSED,
        STOPPED);
    allow(AWAITING_APPROVAL, RUNNING);
    allow(CHANGING, PROVING, AWAITING_DECISION, ROLLING_BACK);
    allow(PROVING, PASSED, AWAITING_DECISION, ROLLING_BACK);
    allow(AWAITING_DECISION, RUNNING, ROLLING_BACK);
    allow(PASSED, RUNNING);
    allow(NOT_CALLED_FOR, RUNNING);
    allow(STOPPED, RUNNING);
    allow(ROLLING_BACK, ROLLING_BACK, ROLLED_BACK, NEEDS_A_PERSON);
    allow(ROLLED_BACK, RUNNING);
    allow(NEEDS_A_PERSON, ROLLING_BACK, ROLLED_BACK);
  }

  private final String words;

  PhaseState(String words) {
    this.words = words;
  }

  /** As the state file names it. */
  @JsonValue
  public String key() {
    return name();
  }

  /** In a sentence, after the name of the phase and {@code is}. */
  @Override
  public String toString() {
    return words;
  }

  private static void allow(PhaseState from, PhaseState first, PhaseState... others) {
    MOVES.put(from, EnumSet.of(first, others));
  }

  /** Whether a phase may go from this state to that one. */
  public boolean mayBecome(PhaseState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether the run ended while the server may have been half changed. */
  public boolean interrupted() {
    return this == CHANGING || this == PROVING || this == ROLLING_BACK || this == NEEDS_A_PERSON;
  }
}
