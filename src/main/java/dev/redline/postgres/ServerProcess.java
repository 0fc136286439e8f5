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

  /** Whether {@link #restart} may be asked for: some servers are restarted by their owner alone. */
  default boolean mayRestart() {
    return true;
  }

  /**
   * Stops the server and starts it again.
   *
   * @throws ServerStartException if it did not start within {@code startPatience}
   * @throws ServerControlException if it does not even stop, or may not be restarted
   */
  default void restart(Duration stopPatience, Duration startPatience) {
    stop(stopPatience);
    start(startPatience);
  }
}
