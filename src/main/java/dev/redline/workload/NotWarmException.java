package dev.redline.workload;

/**
 * After a restart caches did not become warm in time, so that nothing can be said of times. The
 * server is as it should be; to go back would only take another restart.
 */
public final class NotWarmException extends RuntimeException {

  NotWarmException(String message) {
    super(message);
  }
}
