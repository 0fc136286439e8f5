package dev.redline.record.console;

import dev.redline.quoting.SeenText;
import dev.redline.record.console.Waiting.WaitingLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Where a run speaks to a person: what it does, what it waits for, and how it ended. */
public final class RunConsole implements AutoCloseable {

  private static final int LONGEST = 80;

  private final ConsolePace pace;
  private final LastTimes times;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(RunConsole::daemon);
  private @Nullable Waiting waiting;
  private long began;

  /**
   * @param home where it remembers how long gates took
   */
  public RunConsole(ConsolePace pace, Path home) {
    this.pace = pace;
    this.times = LastTimes.in(home);
  }

  /**
   * Something that a person may want to know; nothing where they want quiet. What ends with … is
   * begun only: it is what is waited for, until the next is said or the gate ends.
   */
  public void say(String text) {
    if (pace != ConsolePace.QUIET) {
      if (waiting != null) {
        waiting.wipe();
        waiting.goesOn(text.endsWith("…") ? shortened(text) : "");
      }
      System.out.println(SeenText.of(text));
    }
  }

  /** A gate begins: if it takes long, that is said with the time that it took last. */
  public void begin(String phase, String gate) {
    stop();
    began = System.nanoTime();
    WaitingLine line = new WaitingLine(shortened(gate), times.of(key(phase, gate)));
    waiting = new Waiting(System.out, pace, line, timer);
  }

  private static String shortened(String text) {
    String line = SeenText.line(text);
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** The gate has ended, with all that belongs to it, such as the filling of a demo. */
  public void ended(String phase, String gate) {
    stop();
    times.took(key(phase, gate), Duration.ofNanos(System.nanoTime() - began));
  }

  /** The last words of a run, which are said whether or not a person wants quiet. */
  public void closing(List<String> lines) {
    stop();
    lines.forEach(System.out::println);
  }

  /** Remembers the times of the gates that ran. */
  @Override
  public void close() {
    stop();
    timer.shutdownNow();
    times.write();
  }

  private void stop() {
    if (waiting != null) {
      waiting.close();
      waiting = null;
    }
  }

  private static String key(String phase, String gate) {
    return phase + ": " + gate;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "redline-console");
    thread.setDaemon(true);
    return thread;
  }
}
