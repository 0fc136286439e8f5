package dev.redline.postgres;

import java.time.Duration;

/**
 * The running or stopped server process. Implementations may be called from one thread at a time.
 */
public interface ServerProcess {

  /** Whether the postmaster is alive, ready for connections or not. */
  boolean running();

  /**
   * Starts the server and returns once it accepts connections. Does nothing if it already does.
   *
   * @param patience how long to wait for the first accepted connection
   * @throws ServerStartException if the server did not start within {@code patience}; it is then
   *     stopped
   */
  void start(Duration patience);

  /**
   * Stops the server (fast shutdown: sessions are ended, committed data is on disk). Does nothing
   * if it is not running.
   *
   * @param patience how long to wait for the shutdown
   * @throws ServerControlException if it still runs after {@code patience}
   */
  void stop(Duration patience);
}
