package dev.redline.change;

/** What gates of a phase share and what holds something, such as twins, until the phase ends. */
public interface PhaseResource extends AutoCloseable {

  /** Lets go of everything; may be called again. */
  @Override
  void close();
}
