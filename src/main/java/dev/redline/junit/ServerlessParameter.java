package dev.redline.junit;

/**
 * Makes a parameter about what is on disk: a gate that takes one has no server opened for it. Found
 * by {@link java.util.ServiceLoader}.
 */
public interface ServerlessParameter {

  /** The type that a gate names. */
  Class<?> type();

  /** A new one, for each gate that takes it. */
  Object make(RunConditions conditions);
}
