package dev.redline.search;

import dev.redline.plan.workload.LoadLimits;
import java.sql.SQLException;

/** Supervision by the limits of gates/workload.yaml. */
record GuardedLoad(LoadLimits limits, LoadGuard guard) implements Supervision {

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
