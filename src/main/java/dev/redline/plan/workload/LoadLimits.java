package dev.redline.plan.workload;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of a server our measurements may take, and when they stop.
 *
 * @param statementTimeout of each of our statements
 * @param searchesPerSecond at most; empty: one after the other without a pause
 * @param lockWaits sessions that wait for a lock
 * @param replicationLag of the standby that is furthest behind
 * @param activeSessions of others
 * @param searchTime of one of our searches
 * @param exactQueries for how many queries neighbours are found exactly, 1 or more
 * @param exactTime that finding them may take in all
 */
public record LoadLimits(
    Duration statementTimeout,
    Optional<Integer> searchesPerSecond,
    Threshold<Integer> lockWaits,
    Threshold<Duration> replicationLag,
    Threshold<Integer> activeSessions,
    Threshold<Duration> searchTime,
    int exactQueries,
    Duration exactTime) {

  static LoadLimits read(Node node) {
    Section section =
        node.section(
            "statement_timeout",
            "searches_per_second",
            "lock_waits",
            "replication_lag",
            "active_sessions",
            "search_time",
            "exact_queries",
            "exact_time");
    return new LoadLimits(
        section.scalar("statement_timeout").as(TimeSpan::parse),
        section.optionalScalar("searches_per_second").map(scalar -> scalar.asInteger(1, 100_000)),
        atMost(section.required("lock_waits")),
        timeAtMost(section.required("replication_lag")),
        atMost(section.required("active_sessions")),
        timeAtMost(section.required("search_time")),
        section.scalar("exact_queries").asInteger(1, 100_000),
        section.scalar("exact_time").as(TimeSpan::parse));
  }

  private static Threshold<Integer> atMost(Node node) {
    return Threshold.read(
        node, Threshold.Direction.AT_MOST, scalar -> scalar.asInteger(0, 1_000_000));
  }

  private static Threshold<Duration> timeAtMost(Node node) {
    return Threshold.read(node, Threshold.Direction.AT_MOST, scalar -> scalar.as(TimeSpan::parse));
  }
}
