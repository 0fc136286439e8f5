package dev.redline.phase.tuning;

import dev.redline.trial.StageTrial;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Somebody who inserts a row at a time, whenever the server of a trial runs, and counts those that
 * it took.
 */
final class AcknowledgedRows implements AutoCloseable {

  private static final String TABLE = "acknowledged";
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final StageTrial trial;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicLong taken = new AtomicLong();

  private AcknowledgedRows(StageTrial trial) {
    this.trial = trial;
  }

  /** Makes the table, and inserts until it is closed. */
  static AcknowledgedRows into(StageTrial trial) throws SQLException {
    trial.execute("CREATE TABLE %s (id bigint PRIMARY KEY)".formatted(TABLE));
    AcknowledgedRows rows = new AcknowledgedRows(trial);
    rows.thread.submit(rows::insert);
    return rows;
  }

  private void insert() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Connection connection = trial.connect();
          PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO %s VALUES (?) ON CONFLICT DO NOTHING".formatted(TABLE))) {
        while (!Thread.currentThread().isInterrupted()) {
          insert.setLong(1, taken.get() + 1);
          insert.executeUpdate();
          taken.incrementAndGet();
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } catch (IOException | SQLException e) {
        // Stopped, or about to start. A row whose answer was lost is there when it is tried again.
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  long taken() {
    return taken.get();
  }

  /** Stops inserting; then how many of the rows that the server took are not there. */
  long lost() throws SQLException {
    close();
    String there = "SELECT count(*) FROM %s WHERE id <= %d".formatted(TABLE, taken.get());
    return taken.get() - Long.parseLong(trial.query(there).get(0));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    Awaitility.await().until(thread::isTerminated);
  }
}
