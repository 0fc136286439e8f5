package dev.redline.record.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells of something that takes longer than two seconds, until it is closed. */
final class Waiting implements AutoCloseable {

  private static final String OVER = "\r\u001b[2K";

  private final PrintStream out;
  private final ConsolePace pace;
  private final WaitingLine line;
  private final ScheduledFuture<?> bell;
  private Duration soFar = ConsolePace.SHORT;
  private String activity = "";
  private boolean drawn;
  private boolean closed;

  Waiting(PrintStream out, ConsolePace pace, WaitingLine line, ScheduledExecutorService timer) {
    this.out = out;
    this.pace = pace;
    this.line = line;
    this.bell =
        timer.scheduleAtFixedRate(
            this::tell,
            ConsolePace.SHORT.toMillis(),
            pace.every().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private synchronized void tell() {
    if (!closed && pace != ConsolePace.QUIET) {
      String text = line.text(activity, soFar);
      if (pace == ConsolePace.TERMINAL) {
        out.print(OVER + text);
        out.flush();
      } else {
        out.println(text);
      }
      drawn = true;
      soFar = soFar.plus(pace.every());
    }
  }

  /** What the time goes into from now on; empty if nobody has said. */
  synchronized void goesOn(String begun) {
    activity = begun;
  }

  /** Nothing of it is left on a terminal, until it tells again. */
  synchronized void wipe() {
    if (drawn && pace == ConsolePace.TERMINAL) {
      out.print(OVER);
      out.flush();
    }
    drawn = false;
  }

  @Override
  public synchronized void close() {
    bell.cancel(false);
    wipe();
    closed = true;
  }

  /**
   * What is said.
   *
   * @param what is waited for
   * @param expected how long it took last time; empty if it never ran here
   */
  record WaitingLine(String what, Optional<Duration> expected) {

    String text(String activity, Duration soFar) {
      String last =
          expected
              .map(time -> "about %d s last time".formatted(Math.max(1, time.toSeconds())))
              .orElse("not run here before");
      String named = activity.isEmpty() ? what : "%s: %s".formatted(what, activity);
      return "  ....  %s: %d s so far, %s".formatted(named, soFar.toSeconds(), last);
    }
  }
}
