package dev.redline.phase.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Processes that keep cores busy, until closed. */
final class Neighbours implements AutoCloseable {

  private final List<Process> running = new ArrayList<>();

  /** Starts so many; they end by themselves should this process be killed. */
  static Neighbours start(int count) {
    Neighbours neighbours = new Neighbours();
    for (int i = 0; i < count; i++) {
      neighbours.add();
    }
    return neighbours;
  }

  private void add() {
    try {
      ProcessBuilder busy = new ProcessBuilder("sh", "-c", "while kill -0 $PPID; do :; done");
      busy.environment().keySet().retainAll(Set.of("PATH"));
      running.add(busy.start());
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("Could not start a busy process", e);
    }
  }

  @Override
  public void close() {
    running.forEach(Process::destroyForcibly);
  }
}
