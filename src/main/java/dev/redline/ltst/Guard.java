package dev.redline.ltst;

import java.sql.Connection;
import java.sql.SQLException;

/** Decides when an operation may run. */
public interface Guard {

  /** What waits for its turn. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it, in the session that was given to {@link Guard#during}. */
    T run() throws SQLException;
  }

  /**
   * Runs the work once it may, and returns what it returns.
   *
   * @param session that the work runs in; not in a transaction, autocommit off
   * @throws HeldBackException if its turn does not come in time; nothing was done
   */
  <T> T during(Operation operation, Connection session, Work<T> work) throws SQLException;

  /** Lets everything run at once: for measuring what the guard is worth. */
  static Guard none() {
    return new Guard() {
      @Override
      public <T> T during(Operation operation, Connection session, Work<T> work)
          throws SQLException {
        return work.run();
      }
    };
  }
}
