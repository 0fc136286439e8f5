package dev.redline.phase.watch;

import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.search.SearchedData;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import dev.redline.vector.SearchTimes;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** One search at one k, while the server is watched. */
final class WatchedSearch {

  /** A p95 of fewer is noise. */
  static final int FEWEST = 100;

  private static final double NANOS_PER_MILLI = 1e6;

  private final SearchedData data;
  private final SearchTarget target;
  private final List<Double> millis = new ArrayList<>();

  WatchedSearch(SearchedData data, SearchTarget target) {
    this.data = data;
    this.target = target;
  }

  /** Every search of the workload at each of its k. */
  static List<WatchedSearch> of(List<SearchedData> workload) {
    List<WatchedSearch> all = new ArrayList<>();
    for (SearchedData data : workload) {
      data.search().planned().targets().forEach(at -> all.add(new WatchedSearch(data, at)));
    }
    return all;
  }

  /** Searches {@code times}, with the query vectors in turn. */
  void search(SearchSession session, int times, LongSupplier nanoTime) throws SQLException {
    for (int i = 0; i < times; i++) {
      SearchInput query = data.queries().get(millis.size() % data.queries().size());
      session.ready();
      long start = nanoTime.getAsLong();
      session.nearest(data.search().rows(), query, target.k());
      millis.add((nanoTime.getAsLong() - start) / NANOS_PER_MILLI);
    }
  }

  String name() {
    return data.search().name();
  }

  int k() {
    return target.k();
  }

  /** In ms; of all searches so far, of which there is at least one. */
  double p95() {
    return SearchTimes.quantile(millis, 0.95);
  }

  /** Whether enough searches say that the target is missed. */
  boolean crossed() {
    return millis.size() >= FEWEST && !target.p95().allows(time());
  }

  /**
   * The p95 so far against its target.
   *
   * @param wayBack what to do if it is missed
   */
  Verdict verdict(String wayBack) {
    String subject = "p95 of %s at K=%d while watched".formatted(name(), k());
    if (millis.size() < FEWEST) {
      return Verdict.inconclusive(
          subject,
          "%d searches".formatted(millis.size()),
          "at least %d".formatted(FEWEST),
          "raise watch or searches in gates/watch.yaml");
    }
    return ThresholdCheck.time(subject, time(), target.p95(), wayBack);
  }

  private Duration time() {
    return Duration.ofNanos((long) (p95() * NANOS_PER_MILLI));
  }
}
