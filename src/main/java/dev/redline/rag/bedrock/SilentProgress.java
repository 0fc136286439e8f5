package dev.redline.rag.bedrock;

/** Shows nothing. */
final class SilentProgress implements Progress {

  @Override
  public void step() {}

  @Override
  public void note(String text) {}

  @Override
  public void close() {}
}
