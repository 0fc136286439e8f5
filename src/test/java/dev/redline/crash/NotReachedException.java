package dev.redline.crash;

/**
 * A child ended before the moment at which it was to be killed: which of the JVM's threads waits
 * for which program differs from run to run.
 */
final class NotReachedException extends Exception {

  private static final long serialVersionUID = 1L;

  NotReachedException(KillPoint point, int exit, String output) {
    super(
        "The child was to be killed at %s, and ended with %d:%n%s".formatted(point, exit, output));
  }
}
