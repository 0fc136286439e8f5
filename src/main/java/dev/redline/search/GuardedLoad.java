package dev.redline.search;

import dev.failsafe.RateLimiter;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.postgres.Connector;
import java.sql.SQLException;
import java.util.Optional;

/** Supervision by the limits of gates/workload.yaml. */
record GuardedLoad(LoadLimits limits, LoadGuard guard) implements Supervision {

  static GuardedLoad of(Connector server, LoadLimits limits, Optional<RateLimiter<Object>> rate)
      throws SQLException {
    return new GuardedLoad(limits, LoadGuard.on(server, limits, rate));
  }

  @Override
  public int atOnce() {
    return limits.searchesPerSecond().orElse(Integer.MAX_VALUE);
  }

  @Override
  public void awaitTurn(int searches) throws SQLException {
    for (int i = 0; i < searches; i++) {
      guard.before();
    }
  }

  @Override
  public void look() throws SQLException {
    guard.lookAround();
  }

  @Override
  public void close() throws SQLException {
    guard.close();
  }
}
