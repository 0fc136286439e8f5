package dev.redline.rag;

import java.util.function.Supplier;

/** Shows how far something is. Safe for use by several threads. */
public interface Progress extends AutoCloseable {

  /** One step more is done. */
  void step();

  /** What stands beside the steps from now on; asked for only if it is shown. */
  void note(Supplier<String> text);

  /** Leaves the last state on the screen. */
  @Override
  void close();

  /** Shows nothing. */
  static Progress silent() {
    return new SilentProgress();
  }
}
