package dev.redline.rag.judge.model;

import dev.redline.rag.Progress;
import java.util.function.Supplier;

/** The progress of what is being done now; nothing is shown between two tasks. */
final class ChangingProgress implements Progress {

  private volatile Progress current = Progress.silent();

  void become(Progress next) {
    current = next;
  }

  @Override
  public void step() {
    current.step();
  }

  @Override
  public void note(Supplier<String> text) {
    current.note(text);
  }

  @Override
  public void close() {
    current.close();
    current = Progress.silent();
  }
}
