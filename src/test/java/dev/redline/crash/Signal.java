package dev.redline.crash;

/** What a run is ended by. */
enum Signal {
  KILL(137),
  INT(130),
  TERM(143);

  private final int exit;

  Signal(int exit) {
    this.exit = exit;
  }

  /** How a process ends by it, as a shell sees it. */
  int exit() {
    return exit;
  }
}
