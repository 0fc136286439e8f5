package dev.redline.phase.watch;

import dev.redline.change.PhaseContext;
import dev.redline.files.AtomicFile;
import dev.redline.plan.WatchConfig;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.Connector;
import dev.redline.vector.SearchSession;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Looks at a server for a while after a change: its own counters, and a few searches. Changes
 * nothing on the server; ends early once enough searches say that a target is missed.
 */
public final class Watch {

  /** In metrics/. */
  private static final String PROMETHEUS = "redline.prom";

  private static final String WAY_BACK =
      "take the last stage back: mvn verify -Dgroups=rollback prints the lines for this server";

  private final PhaseContext context;
  private final WatchConfig config;
  private final Path metrics;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final List<Look> looks = new ArrayList<>();

  /** Waits between two looks. */
  @FunctionalInterface
  public interface Pause {
    /** Returns when {@code time} is over. */
    void take(Duration time) throws InterruptedException;
  }

  /**
   * One look.
   *
   * @param p95 in ms, by search and k; of all searches so far
   */
  record Look(Instant at, ServerCounters counters, Map<String, Double> p95) {}

  /**
   * @param metrics the folder that gets the figures of the last look
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public Watch(
      PhaseContext context, WatchConfig config, Path metrics, LongSupplier nanoTime, Pause pause) {
    this.context = context;
    this.config = config;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** Watches as long as the plan says. */
  public Finding watch() throws SQLException, InterruptedException {
    Optional<Workload> workload = context.workload();
    if (workload.isEmpty()) {
      return Finding.of(
          Verdict.inconclusive(
              "searches while watched",
              "nothing to measure this server with",
              "gates/workload.yaml",
              "have it proposed: mvn verify -Dgroups=discovery -Daccept=workload"));
    }
    Connector connector = context.connector();
    List<WatchedSearch> searches = WatchedSearch.of(workload.get().searches().all(connector));
    QueryPolicy policy = context.plan().latency().policy();
    try (SearchSession session = workload.get().searches().session(connector, policy)) {
      look(session, searches);
    }
    return judged(searches);
  }

  private void look(SearchSession session, List<WatchedSearch> searches)
      throws SQLException, InterruptedException {
    long begin = nanoTime.getAsLong();
    while (true) {
      long start = nanoTime.getAsLong();
      for (WatchedSearch search : searches) {
        search.search(session, config.searches(), nanoTime);
      }
      long searched = nanoTime.getAsLong();
      keep(searches);
      long end = nanoTime.getAsLong();
      boolean over = end - begin >= config.length().toNanos();
      if (over || searches.stream().anyMatch(WatchedSearch::crossed)) {
        return;
      }
      pause.take(config.pause(Duration.ofNanos(end - start), Duration.ofNanos(searched - start)));
    }
  }

  private void keep(List<WatchedSearch> searches) throws SQLException {
    Instant now = context.clock().instant();
    ServerCounters counters = ServerCounters.read(context.connector());
    Map<String, Double> p95 = new TreeMap<>();
    searches.forEach(each -> p95.put("%s K=%d".formatted(each.name(), each.k()), each.p95()));
    looks.add(new Look(now, counters, p95));
    String text = PrometheusText.of(now.getEpochSecond(), counters, searches);
    try {
      new AtomicFile(metrics.resolve(PROMETHEUS)).replace(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + PROMETHEUS, e);
    }
  }

  /** The server that was watched first is the one that was watched last. */
  static Verdict restarts(ServerCounters first, ServerCounters last) {
    return Verdict.none(
        "restarts of the server while watched",
        first.started().equals(last.started()) ? List.of() : List.of(last.started()),
        "none",
        "read the server's log; " + WAY_BACK);
  }

  private Finding judged(List<WatchedSearch> searches) {
    List<Verdict> verdicts = new ArrayList<>();
    searches.forEach(search -> verdicts.add(search.verdict(WAY_BACK)));
    ServerCounters first = looks.get(0).counters();
    ServerCounters last = looks.get(looks.size() - 1).counters();
    verdicts.add(restarts(first, last));
    verdicts.add(
        Verdict.pass(
            "looks at the server",
            "%d, the last one in metrics/%s".formatted(looks.size(), PROMETHEUS),
            "one every %d s for %d s"
                .formatted(config.every().toSeconds(), config.length().toSeconds())));
    return Finding.of(verdicts, Evidence.kept("looks", "system_diagnostics/watch.json", looks));
  }
}
