package dev.redline.rag.judge.model;

import dev.redline.rag.Progress;
import java.io.PrintStream;

/** How progress is shown. */
public enum ProgressMode {
  /** A line every half a minute: what a build prints goes into a log. */
  AUTO,
  /** A bar that is drawn again and again. */
  ALWAYS,
  /** Not at all. */
  NEVER;

  /** Begins to show how far a task is. */
  public Progress begin(PrintStream screen, String task, long steps) {
    return switch (this) {
      case AUTO -> BarProgress.lines(screen, task, steps);
      case ALWAYS -> BarProgress.bar(screen, task, steps);
      case NEVER -> Progress.silent();
    };
  }
}
