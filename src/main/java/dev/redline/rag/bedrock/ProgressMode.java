package dev.redline.rag.bedrock;

import java.util.function.BooleanSupplier;

/** When a progress bar is shown. */
public enum ProgressMode {
  /** If somebody sits at a terminal. */
  AUTO,
  /** Also into a log. */
  ALWAYS,
  /** Not at all. */
  NEVER;

  /**
   * Whether to show it.
   *
   * @param terminal tells whether somebody sits at one
   */
  public boolean shows(BooleanSupplier terminal) {
    return this == ALWAYS || (this == AUTO && terminal.getAsBoolean());
  }
}
