package dev.redline.run;

import dev.redline.plan.Plan;
import dev.redline.plan.SearchedTable;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.vector.SearchInput;
import dev.redline.vector.StoredVectors;
import dev.redline.vector.VectorTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What searches under the query-time policy are tried on.
 *
 * @param queries query vectors, at least one
 */
public record SearchedData(VectorTable table, List<SearchInput> queries) {

  /**
   * The table that gates/query-policy.yaml names, or else the demo's.
   *
   * @return empty if the server has neither, or if the table named is empty
   */
  static Optional<SearchedData> find(Plan plan, Connector connector, Optional<Workload> workload)
      throws SQLException {
    int count = plan.queryPolicy().queries();
    Optional<SearchedTable> named = plan.queryPolicy().searched();
    if (named.isEmpty()) {
      return workload.map(load -> new SearchedData(load.searched(), load.queries(count)));
    }
    SearchedTable yours = named.get();
    VectorTable table = new VectorTable(yours.name(), yours.id(), yours.embedding());
    try (Connection connection = connector.open(ApplicationName.EVALUATION)) {
      List<SearchInput> queries =
          StoredVectors.sample(connection, table, count, plan.latency().seed());
      return queries.isEmpty() ? Optional.empty() : Optional.of(new SearchedData(table, queries));
    }
  }
}
