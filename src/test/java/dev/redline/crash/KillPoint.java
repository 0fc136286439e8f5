package dev.redline.crash;

/**
 * A moment at which a process is killed: as a system call of one of its threads begins, so that
 * everything before it has happened and the call itself has not.
 *
 * @param number how often the thread has made this call when it is killed, itself included
 * @param label what it is, for a person
 */
record KillPoint(Watch watch, String call, int number, String label) {

  /** Which system calls are watched. A question mark: where the processor has it. */
  enum Watch {
    /** What is done to the files of a run. */
    FILES(
        "trace=openat,write,pwrite64,fsync,?rename,renameat,?unlink,unlinkat,?mkdir,mkdirat"
            + ",?chmod,fchmod,fchmodat,?chown,?lchown,fchown,fchownat"),
    /** Waiting for a program, and removing its output once it has ended. */
    PROGRAMS("trace=wait4,?unlink,unlinkat,?mkdir,mkdirat");

    private final String expression;

    Watch(String expression) {
      this.expression = expression;
    }

    String expression() {
      return expression;
    }
  }

  String injection(Signal signal) {
    return "inject=%s:signal=SIG%s:when=%d".formatted(call, signal, number);
  }

  @Override
  public String toString() {
    return label;
  }
}
