package dev.redline.search;

import dev.redline.plan.workload.LoadLimits;
import dev.redline.postgres.Connector;
import java.sql.SQLException;

/** Keeps somebody else's searches within the load that the plan allows. */
public interface Supervision extends AutoCloseable {

  /** Where no gates/workload.yaml says any limit. */
  Supervision WITHOUT_LIMITS =
      new Supervision() {
        @Override
        public int atOnce() {
          return Integer.MAX_VALUE;
        }

        @Override
        public void awaitTurn(int searches) {}

        @Override
        public void look() {}

        @Override
        public void close() {}
      };

  /** By limits that no gates/workload.yaml says, such as proposed ones. */
  static Source within(LoadLimits limits) {
    return server -> GuardedLoad.of(server, limits, LoadGuard.rate(limits));
  }

  /** Makes one for a server. */
  @FunctionalInterface
  interface Source {
    /** Connects, and has looked at nothing yet. */
    Supervision of(Connector server) throws SQLException;
  }

  /** How many searches may be asked for at once: what the plan allows in a second. */
  int atOnce();

  /**
   * Waits for the turn of so many searches.
   *
   * @throws LoadLimitException if a limit is exceeded
   */
  void awaitTurn(int searches) throws SQLException;

  /**
   * Looks at the server while searches run; at most once a second.
   *
   * @throws LoadLimitException if a limit is exceeded
   */
  void look() throws SQLException;

  @Override
  void close() throws SQLException;
}
