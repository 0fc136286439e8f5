package dev.redline.postgres.activity;

import dev.redline.plan.isolation.ContentionLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * What sessions compete for, sampled while they run.
 *
 * @param memory the most that was seen
 * @param cacheBefore when sampling began
 * @param cacheAfter when it ended
 * @param vectorTables when it ended
 * @param visible whether the account sees what others do
 * @param samples how many were taken
 * @param active by session, in how many samples it was at work
 * @param waits by session and wait event, in how many samples it waited so
 * @param blocks by who waited for whom, in how many samples
 * @param longestBlockMillis the longest that any session was seen to have waited for another one
 */
public record Contention(
    Instant takenAt,
    ServerMemory memory,
    CacheHits cacheBefore,
    CacheHits cacheAfter,
    List<VectorCacheHits> vectorTables,
    boolean visible,
    int samples,
    Map<String, Integer> active,
    Map<String, Integer> waits,
    Map<String, Integer> blocks,
    double longestBlockMillis) {

  /** Samples as often as the limits say; reads only. */
  public static Contention sample(Connector connector, ContentionLimits limits, Clock clock)
      throws SQLException {
    CacheHits before = CacheHits.read(connector);
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      OffsetDateTime start = now(connection);
      List<List<Waiter>> samples = new ArrayList<>();
      List<ServerMemory> memory = new ArrayList<>();
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(limits.interval())
          .pollInterval(limits.interval())
          .forever()
          .until(
              () -> {
                samples.add(Waiter.readAll(connection, start));
                if (samples.size() % (limits.samples() / 10) == 0) {
                  memory.add(ServerMemory.read(connection));
                }
                return samples.size() >= limits.samples();
              });
      return of(connector, connection, clock.instant(), before, samples, memory);
    }
  }

  /** The share of blocks that were found in shared_buffers meanwhile; NaN if none was asked for. */
  public double hitRatio() {
    return cacheAfter.since(cacheBefore).ratio();
  }

  private static Contention of(
      Connector connector,
      Connection connection,
      Instant now,
      CacheHits before,
      List<List<Waiter>> samples,
      List<ServerMemory> memory)
      throws SQLException {
    Tally tally = new Tally();
    samples.forEach(sample -> sample.forEach(tally::add));
    return new Contention(
        now,
        memory.stream()
            .max((one, other) -> Long.compare(one.usedBytes(), other.usedBytes()))
            .orElseThrow(),
        before,
        CacheHits.read(connector),
        VectorCacheHits.readAll(connection),
        Waiter.visible(connection),
        samples.size(),
        tally.active,
        tally.waits,
        tally.blocks,
        tally.longestBlockMillis);
  }

  private static OffsetDateTime now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class);
    }
  }

  /** Counts what was seen. */
  private static final class Tally {

    private final Map<String, Integer> active = new TreeMap<>();
    private final Map<String, Integer> waits = new TreeMap<>();
    private final Map<String, Integer> blocks = new TreeMap<>();
    private double longestBlockMillis;

    void add(Waiter session) {
      active.merge(session.who(), 1, Integer::sum);
      if (session.waitsFor() != null) {
        waits.merge(session.who() + ": " + session.waitsFor(), 1, Integer::sum);
      }
      for (String blocker : session.blockedBy()) {
        blocks.merge(
            "%s waits for %s (%s)".formatted(session.who(), blocker, session.waitsFor()),
            1,
            Integer::sum);
      }
      longestBlockMillis = Math.max(longestBlockMillis, session.blockedMillis());
    }
  }
}
