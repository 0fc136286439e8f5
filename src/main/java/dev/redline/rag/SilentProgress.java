package dev.redline.rag;

import java.util.function.Supplier;

/** Shows nothing. */
final class SilentProgress implements Progress {

  @Override
  public void step() {}

  @Override
  public void note(Supplier<String> text) {}

  @Override
  public void close() {}
}
