package dev.redline.junit;

/**
 * Makes a parameter of gates that a constructor alone cannot make, such as one that depends on -D
 * options. Found by {@link java.util.ServiceLoader}.
 */
public interface GateParameter {

  /** The type that a gate names. */
  Class<?> type();

  /** A new one; asked once a phase, before the first gate that takes it. */
  Object make(PhaseScope of);
}
