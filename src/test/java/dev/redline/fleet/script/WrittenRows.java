package dev.redline.fleet.script;

import dev.redline.trial.MadeFleet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An application that adds rows to a fleet's leader, whoever that is, and knows each answer. */
final class WrittenRows implements AutoCloseable {

  static final String TABLE = "CREATE TABLE IF NOT EXISTS written (id bigint PRIMARY KEY)";

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private final String url;
  private final Thread thread = new Thread(this::write, "rows of an application");
  private final List<Long> acknowledged = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private volatile boolean ended;
  private long number;
  private long last;
  private long longest;

  private WrittenRows(MadeFleet fleet, List<String> members, long from) {
    String servers =
        members.stream()
            .map(member -> fleet.fact(member + "_url").replaceFirst(".*@(.*)/.*", "$1"))
            .collect(Collectors.joining(","));
    this.url =
        "jdbc:postgresql://%s/app?targetServerType=primary&hostRecheckSeconds=0&connectTimeout=2&socketTimeout=20"
            .formatted(servers);
    this.number = from;
  }

  /** Writes from now on; the table is there. */
  static WrittenRows begin(MadeFleet fleet, List<String> members, long from) {
    WrittenRows rows = new WrittenRows(fleet, members, from);
    rows.last = System.nanoTime();
    rows.thread.setDaemon(true);
    rows.thread.start();
    return rows;
  }

  private void write() {
    Connection session = null;
    while (!ended) {
      try {
        session = session == null ? opened() : session;
        added(session, number++);
      } catch (SQLException e) {
        failed(e);
        session = closed(session);
      }
      LockSupport.parkNanos(PAUSE);
    }
    closed(session);
  }

  private Connection opened() throws SQLException {
    return DriverManager.getConnection(url, "postgres", MadeFleet.SECRET);
  }

  private void added(Connection session, long id) throws SQLException {
    try (PreparedStatement insert = session.prepareStatement("INSERT INTO written VALUES (?)")) {
      insert.setLong(1, id);
      insert.executeUpdate();
    }
    acknowledged(id, System.nanoTime());
  }

  private static @Nullable Connection closed(@Nullable Connection session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      // The server has ended it.
    }
    return null;
  }

  private synchronized void acknowledged(long id, long now) {
    longest = Math.max(longest, now - last);
    last = now;
    acknowledged.add(id);
  }

  private synchronized void failed(SQLException e) {
    errors.add(String.valueOf(e.getSQLState()));
  }

  /** The rows that were acknowledged, in their order. */
  synchronized List<Long> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** SQLSTATE of each attempt that failed, to connect or to write. */
  synchronized List<String> errors() {
    return List.copyOf(errors);
  }

  /** The longest time without an acknowledged row since the last call, this moment included. */
  synchronized Duration longestGap() {
    long now = System.nanoTime();
    long gap = Math.max(longest, now - last);
    longest = 0;
    return Duration.ofNanos(gap);
  }

  /** Waits for one more row, and says whether there was one. */
  void writesAgain(Duration within) {
    int before = acknowledged().size();
    Awaitility.await().atMost(within).until(() -> acknowledged().size() > before);
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join(TimeUnit.SECONDS.toMillis(30));
  }
}
