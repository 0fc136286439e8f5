package dev.redline.search;

import dev.failsafe.RateLimiter;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.postgres.Connector;
import dev.redline.vector.SearchPace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Looks at the server beside our searches, and stops them when others have to wait. */
public final class LoadGuard implements SearchPace {

  /** Between two looks. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Connection control;
  private final LoadLimits limits;
  private final Optional<RateLimiter<Object>> rate;
  private final LongSupplier nanoTime;
  private long lastLook;
  private boolean looked;

  /**
   * @param control in autocommit, closed with it
   * @param rate by {@link #rate}
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  LoadGuard(
      Connection control,
      LoadLimits limits,
      Optional<RateLimiter<Object>> rate,
      LongSupplier nanoTime) {
    this.control = control;
    this.limits = limits;
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /** Looks at a server as who may see what others do. */
  static LoadGuard on(Connector server, LoadLimits limits, Optional<RateLimiter<Object>> rate)
      throws SQLException {
    Connection control = SearchesOnServer.control(server.watcher(), limits.statementTimeout());
    return new LoadGuard(control, limits, rate, System::nanoTime);
  }

  /** What the searches of all sessions share; empty: no cap. */
  static Optional<RateLimiter<Object>> rate(LoadLimits limits) {
    return limits
        .searchesPerSecond()
        .map(most -> RateLimiter.smoothBuilder(most, Duration.ofSeconds(1)).build());
  }

  /**
   * Waits for the next search's turn.
   *
   * @throws LoadLimitException if a limit is exceeded
   */
  @Override
  public void before() throws SQLException {
    if (rate.isPresent()) {
      try {
        rate.get().acquirePermit();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LoadLimitException("measuring was interrupted");
      }
    }
    lookAround();
  }

  /**
   * Looks at the server, at most once a second.
   *
   * @throws LoadLimitException if a limit is exceeded, or what others do is hidden from the account
   */
  void lookAround() throws SQLException {
    if (!looked) {
      requireSight(control);
    }
    if (!looked || nanoTime.getAsLong() - lastLook >= INTERVAL.toNanos()) {
      look();
      looked = true;
      lastLook = nanoTime.getAsLong();
    }
  }

  /** Fails where no look would see anything. */
  static void requireSight(Connection control) throws SQLException {
    Optional<String> obstacle = Sight.of(control).obstacle();
    if (obstacle.isPresent()) {
      throw new LoadLimitException("stopped measuring: " + obstacle.get());
    }
  }

  @Override
  public void took(Duration time) {
    require("time of one of our searches", time, limits.searchTime());
  }

  @Override
  public void close() throws SQLException {
    control.close();
  }

  private void look() throws SQLException {
    OthersLoad now = OthersLoad.read(control);
    require("sessions that wait for a lock", now.waiting(), limits.lockWaits());
    require("replication lag", Duration.ofMillis(now.lagMillis()), limits.replicationLag());
    require("active sessions of others", now.active(), limits.activeSessions());
  }

  private static <T extends Comparable<T>> void require(
      String subject, T observed, Threshold<T> limit) {
    if (!limit.allows(observed)) {
      throw new LoadLimitException(
          "stopped measuring: %s: observed %s, required at most %s"
              .formatted(subject, shown(observed), shown(limit.limit())));
    }
  }

  private static String shown(Object value) {
    return value instanceof Duration time ? time.toMillis() + " ms" : value.toString();
  }
}
