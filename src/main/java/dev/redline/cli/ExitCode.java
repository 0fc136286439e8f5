package dev.redline.cli;

import dev.redline.record.GateOutcome;

/** What the program ends with; part of its interface. */
enum ExitCode {
  PASSED(0),
  FAILED(1),
  INCONCLUSIVE(2),
  PAUSED(3),
  BROKEN(4),
  USAGE(64);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Of a run by the first gate that did not pass; one whose gates did not run is broken. */
  static ExitCode of(GateOutcome outcome) {
    return switch (outcome) {
      case PASS -> PASSED;
      case FAIL -> FAILED;
      case INCONCLUSIVE -> INCONCLUSIVE;
      case PAUSED -> PAUSED;
      case BROKEN, NOT_RUN -> BROKEN;
    };
  }
}
