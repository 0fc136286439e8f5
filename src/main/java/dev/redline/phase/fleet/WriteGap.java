package dev.redline.phase.fleet;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row again and again, to whichever member takes it, and notes when each was acknowledged.
 * The longest time between two is how long nobody could write, the time to connect anew included.
 */
final class WriteGap implements AutoCloseable {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<Connector> members;
  private final Thread writer = new Thread(this::write, "redline-beat");
  private final List<Long> acknowledged = new ArrayList<>();
  private volatile boolean ended;
  private long last;
  private long longest;

  private WriteGap(List<Connector> members) {
    this.members = List.copyOf(members);
  }

  /** Begins to write; the table is there. */
  static WriteGap begin(List<Connector> members) {
    WriteGap gap = new WriteGap(members);
    gap.writer.setDaemon(true);
    gap.writer.start();
    return gap;
  }

  private void write() {
    Connection session = null;
    for (long number = 1; !ended; number++) {
      session = session == null ? opened() : session;
      session = session == null || written(session, number) ? session : closed(session);
      LockSupport.parkNanos(PAUSE);
    }
    if (session != null) {
      closed(session);
    }
  }

  /** To a member that takes writes; null if there is none now. */
  private @Nullable Connection opened() {
    for (Connector member : members) {
      Connection session = null;
      try {
        session = member.takesConnections() ? member.open(ApplicationName.CONTROL) : null;
        if (session != null && takesWrites(session)) {
          return session;
        }
      } catch (SQLException | ConnectionFailedException e) {
        // It is shutting down or starting: another one, or the next round.
      }
      if (session != null) {
        closed(session);
      }
    }
    return null;
  }

  private static boolean takesWrites(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT NOT pg_catalog.pg_is_in_recovery()")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private boolean written(Connection session, long number) {
    try (PreparedStatement insert = session.prepareStatement(BeatTable.INSERT)) {
      insert.setLong(1, number);
      insert.executeUpdate();
      acknowledged(number, System.nanoTime());
      return true;
    } catch (SQLException e) {
      return false; // nobody has acknowledged it
    }
  }

  private static @Nullable Connection closed(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      // The server has ended it.
    }
    return null;
  }

  private synchronized void acknowledged(long number, long now) {
    longest = acknowledged.isEmpty() ? 0 : Math.max(longest, now - last);
    last = now;
    acknowledged.add(number);
  }

  /** How many rows were acknowledged so far. */
  synchronized int count() {
    return acknowledged.size();
  }

  /** The numbers of the rows that were acknowledged. */
  synchronized List<Long> numbers() {
    return List.copyOf(acknowledged);
  }

  /** Between two acknowledged rows. */
  synchronized Duration longest() {
    return Duration.ofNanos(longest);
  }

  @Override
  public void close() {
    ended = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
