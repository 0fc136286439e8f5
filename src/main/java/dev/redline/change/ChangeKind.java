package dev.redline.change;

import dev.redline.state.KeptChange;

/**
 * Reads what was kept of one kind of change. Kinds are found by {@link java.util.ServiceLoader}: a
 * new one is a class and its name in {@code META-INF/services/dev.redline.change.ChangeKind}.
 */
public interface ChangeKind {

  /** As {@link KeptChange#kind()} has it; one of its own among all kinds. */
  String name();

  /** How what was kept is put back. Touches nothing. */
  WayBack wayBack(KeptChange kept);
}
