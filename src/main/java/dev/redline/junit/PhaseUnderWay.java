package dev.redline.junit;

import dev.redline.record.GateOutcome;
import dev.redline.state.PhaseState;
import java.util.Optional;

/** The phase whose gates run now. */
final class PhaseUnderWay {

  private final String tag;
  private final int gates;
  private final Optional<PhaseState> before;
  private final Judgements judgements = new Judgements();
  private int passed;

  private PhaseUnderWay(String tag, GatesOfPhase gates, Optional<PhaseState> before) {
    this.tag = tag;
    this.gates = gates.count();
    this.before = before;
  }

  /**
   * One whose gates ask a server.
   *
   * @param gates of the phase, selected or not
   * @param before where the phase stood
   */
  static PhaseUnderWay onServer(String tag, GatesOfPhase gates, PhaseState before) {
    return new PhaseUnderWay(tag, gates, Optional.of(before));
  }

  static PhaseUnderWay withoutServer(String tag, GatesOfPhase gates) {
    return new PhaseUnderWay(tag, gates, Optional.empty());
  }

  String tag() {
    return tag;
  }

  boolean isOnServer() {
    return before.isPresent();
  }

  Judgements judgements() {
    return judgements;
  }

  void ended(GateOutcome outcome) {
    passed += outcome == GateOutcome.PASS ? 1 : 0;
  }

  boolean wholePassed() {
    return passed == gates;
  }

  /** A part of a phase says nothing about the whole: where it stood, it stands. */
  PhaseState afterReading() {
    return wholePassed() ? PhaseState.PASSED : before.orElse(PhaseState.NOT_RUN);
  }
}
