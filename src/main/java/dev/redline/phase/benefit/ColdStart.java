package dev.redline.phase.benefit;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchSessions;
import dev.redline.vector.SearchSession;
import dev.redline.vector.SearchTimes;
import dev.redline.workload.pairs.Draw;
import dev.redline.workload.pairs.PairKind;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * One client's searches on a copy that was just started: its buffers are empty, what the kernel
 * keeps of its files is not.
 *
 * @param firstMillis of the first search
 * @param warmAfterSeconds until searches take about as long as in the end; empty: they never did
 */
record ColdStart(double firstMillis, OptionalDouble warmAfterSeconds) {

  private static final int WINDOW = 50;
  private static final int MOST = 5000;
  private static final double MEDIAN = 0.5;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Searches until the median of the last ones is at most {@code warmMillis}.
   *
   * @param seed of class and query
   */
  static ColdStart of(
      Connector copy,
      QueryPolicy policy,
      List<PairKind> kinds,
      double warmMillis,
      long seed,
      LongSupplier nanoTime)
      throws SQLException {
    Random random = new Random(seed);
    Deque<Double> window = new ArrayDeque<>();
    double first = Double.NaN;
    try (SearchSession session = SearchSessions.onCopies().open(copy, policy)) {
      long begin = nanoTime.getAsLong();
      for (int i = 0; i < MOST; i++) {
        double millis = Draw.of(kinds, random).millis(session, nanoTime);
        first = i == 0 ? millis : first;
        window.addLast(millis);
        if (window.size() > WINDOW) {
          window.removeFirst();
        }
        if (window.size() == WINDOW && SearchTimes.quantile(window, MEDIAN) <= warmMillis) {
          double seconds = (nanoTime.getAsLong() - begin) / NANOS_PER_SECOND;
          return new ColdStart(first, OptionalDouble.of(seconds));
        }
      }
    }
    return new ColdStart(first, OptionalDouble.empty());
  }
}
