package dev.redline.phase.observability;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.VectorIndex;
import dev.redline.postgres.activity.StatementActivity;
import dev.redline.search.SearchedData;
import dev.redline.vector.SearchSession;
import dev.redline.vector.SqlSearch;
import dev.redline.workload.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs searches and reads what pg_stat_statements and the server's own counters made of them.
 *
 * <p>The server counts no statements, but it counts, independently of pg_stat_statements, scans of
 * each index (one for each search) and pages touched in the database (by whomever, for whatever).
 * The first says whether statements are counted, the second how much of the work is accounted for.
 */
final class CoverageProbe {

  private final Connector connector;
  private final QueryPolicy policy;
  private final Workload workload;
  private final int queries;
  private final int k;

  CoverageProbe(Connector connector, QueryPolicy policy, Workload workload, int queries, int k) {
    this.connector = connector;
    this.policy = policy;
    this.workload = workload;
    this.queries = queries;
    this.k = k;
  }

  /**
   * Scans of vector indexes that one search is, by its plan.
   *
   * @throws dev.redline.search.WorkloadException if it uses none
   */
  int scansOfOne() throws SQLException {
    SearchedData data = workload.searches().main(connector);
    try (SearchSession session = workload.searches().session(connector, policy)) {
      return data.search().scannedBy(session.plan(data.search().rows(), data.queries().get(0), k));
    }
  }

  Coverage take() throws SQLException {
    SearchedData data = workload.searches().main(connector);
    SqlSearch rows = data.search().rows();
    try (Connection control = connector.open(ApplicationName.CONTROL);
        SearchSession session = workload.searches().session(connector, policy)) {
      int scansOfOne = data.search().scannedBy(session.explain(rows, data.queries().get(0), k));
      handIn(control, session);
      long scans = scans(control, data);
      StatementActivity before = StatementActivity.read(control, rows.searchesInStatistics());
      for (int i = 0; i < queries; i++) {
        session.nearest(rows, data.queries().get(i % data.queries().size()), k);
      }
      handIn(control, session);
      StatementActivity after = StatementActivity.read(control, rows.searchesInStatistics());
      return new Coverage(
          queries, (scans(control, data) - scans) / scansOfOne, after.since(before));
    }
  }

  private static void handIn(Connection control, SearchSession session) throws SQLException {
    session.handIn();
    StatementActivity.handIn(control);
  }

  /** Of all vector indexes of what is searched, its partitions' among them. */
  private static long scans(Connection control, SearchedData data) throws SQLException {
    List<String> indexes = data.search().vectorIndexNames();
    return VectorIndex.readAll(control).stream()
        .filter(index -> indexes.contains(index.name()))
        .mapToLong(VectorIndex::scans)
        .sum();
  }
}
