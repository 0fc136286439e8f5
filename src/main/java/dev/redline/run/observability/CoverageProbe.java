package dev.redline.run.observability;

import dev.redline.plan.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.StatementActivity;
import dev.redline.postgres.VectorIndex;
import dev.redline.run.Workload;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import dev.redline.vector.VectorTable;
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
  private final VectorTable table;
  private final List<SearchInput> queries;
  private final int k;

  CoverageProbe(Connector connector, QueryPolicy policy, Workload workload, int queries, int k) {
    this.connector = connector;
    this.policy = policy;
    this.table = workload.searched();
    this.queries = workload.queries(queries);
    this.k = k;
  }

  Coverage take() throws SQLException {
    try (Connection control = connector.open(ApplicationName.CONTROL);
        Connection connection = connector.open(ApplicationName.EVALUATION);
        SearchSession session = new SearchSession(connection, policy)) {
      session.nearest(table, queries.get(0), k);
      handIn(control, connection);
      long scans = scans(control);
      StatementActivity before = StatementActivity.read(control, table.searchesInStatistics());
      for (SearchInput query : queries) {
        session.nearest(table, query, k);
      }
      handIn(control, connection);
      StatementActivity after = StatementActivity.read(control, table.searchesInStatistics());
      return new Coverage(queries.size(), scans(control) - scans, after.since(before));
    }
  }

  private static void handIn(Connection control, Connection connection) throws SQLException {
    StatementActivity.handIn(connection);
    connection.commit();
    StatementActivity.handIn(control);
  }

  private long scans(Connection control) throws SQLException {
    return VectorIndex.readAll(control).stream()
        .filter(index -> index.table().equals(table.table()))
        .mapToLong(VectorIndex::scans)
        .sum();
  }
}
