package dev.redline.phase.observability;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.activity.StatementActivity;
import dev.redline.search.SearchedData;
import dev.redline.target.Placement;
import dev.redline.workload.Workload;
import dev.redline.workload.pairs.PairKind;
import dev.redline.workload.pairs.PairSamples;
import dev.redline.workload.pairs.PairSource;
import dev.redline.workload.pairs.PairedSearches;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times vector searches in pairs in one session: while pg_stat_statements counts, and while it does
 * not.
 *
 * <p>A search is timed as its client sees it: BEGIN, both SET LOCAL, SELECT and COMMIT with their
 * round trips, because each of these statements is counted and the client waits for all of them.
 * What differs is {@code pg_stat_statements.track}: {@code none} leaves out all that the library
 * does per statement, but not the computing of the query's identifier, which the server does while
 * it parses.
 *
 * @param seed of order and query
 * @param nanoTime a clock as {@link System#nanoTime()}
 */
record OverheadProbe(
    Connector connector,
    QueryPolicy policy,
    Workload workload,
    OverheadCheck check,
    Placement placement,
    long seed,
    LongSupplier nanoTime) {

  private static final String NOT_COUNTING = "SET pg_stat_statements.track = none";
  private static final String COUNTING = "RESET pg_stat_statements.track";

  /**
   * Samples until the check has decided or its time is over. Changes one setting, in a session of
   * its own.
   *
   * @throws SQLException if the account may not set it, too
   */
  OverheadSamples take() throws SQLException {
    SearchedData data = workload.searches().main(connector);
    String searches = data.search().rows().searchesInStatistics();
    PairKind kind = PairKind.of("K=" + check.k(), data.search().rows(), check.k(), data.queries());
    PairedSearches pairs =
        new PairedSearches(
            PairSource.switched(
                workload.searches()::session, connector, policy, NOT_COUNTING, COUNTING),
            List.of(kind),
            placement,
            seed,
            nanoTime);
    try (Connection control = connector.open(ApplicationName.CONTROL)) {
      StatementActivity before = StatementActivity.read(control, searches);
      PairSamples samples = pairs.take(check.warmUp(), check::enough);
      StatementActivity after = StatementActivity.read(control, searches);
      return new OverheadSamples(samples, after.since(before).calls());
    }
  }
}
