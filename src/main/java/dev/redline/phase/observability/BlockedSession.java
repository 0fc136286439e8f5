package dev.redline.phase.observability;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.quoting.CauseText;
import dev.redline.quoting.ServerWords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Two sessions, of which one waits for the other, so that views have something to show. */
final class BlockedSession implements AutoCloseable {

  /** The first half of the key; the second is the holder's pid. */
  private static final int KEY = 1070;

  private final Connection holder;
  private final Connection waiter;
  private final int holderPid;
  private final int waiterPid;
  private final CompletableFuture<Void> waiting;

  private BlockedSession(Connection holder, Connection waiter) throws SQLException {
    this.holder = holder;
    this.waiter = waiter;
    this.holderPid = pid(holder);
    this.waiterPid = pid(waiter);
    holder.setAutoCommit(false);
    lock(holder);
    this.waiting = CompletableFuture.runAsync(this::waitForHolder);
  }

  /** Opens both sessions; the waiting one gives up after a minute. */
  static BlockedSession open(Connector connector) throws SQLException {
    Connection holder = connector.open(ApplicationName.EVALUATION);
    try {
      return new BlockedSession(holder, connector.open(ApplicationName.EVALUATION));
    } catch (SQLException | RuntimeException e) {
      holder.close();
      throw e;
    }
  }

  int holderPid() {
    return holderPid;
  }

  int waiterPid() {
    return waiterPid;
  }

  /** Lets go of the lock, waits for the other session to get it, and closes both. */
  @Override
  public void close() throws SQLException {
    try (holder;
        waiter) {
      holder.rollback();
      waiting.get();
    } catch (ExecutionException e) {
      throw new SQLException("The waiting session failed: " + CauseText.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while the waiting session ends", e);
    }
  }

  private void waitForHolder() {
    try (Statement statement = waiter.createStatement()) {
      statement.execute("SET lock_timeout = '60s'");
      lock(waiter);
    } catch (SQLException e) {
      throw new IllegalStateException(ServerWords.of(e), e);
    }
  }

  private void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_catalog.pg_advisory_xact_lock(?, ?)")) {
      lock.setInt(1, KEY);
      lock.setInt(2, holderPid);
      lock.execute();
    }
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
