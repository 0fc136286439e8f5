package dev.redline.run;

import dev.redline.plan.LatencyTargets;
import dev.redline.plan.LatencyTargets.SearchTarget;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.VectorIndex;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import dev.redline.vector.VectorTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Searches timed at every k of the plan, on a warm cache.
 *
 * @param exactPlan how the exact search ran that recall is measured against
 * @param hnswIndexes the names of the valid HNSW indexes of the database
 * @param byK in the order of the plan
 */
public record SearchMeasurements(
    SearchPlan exactPlan, Set<String> hnswIndexes, List<SearchMeasurement> byK) {

  /** Where the searches of the last changed server are kept, relative to metrics/. */
  public static final String FILE = "system_diagnostics/vector_searches.json";

  /**
   * Warms up, then measures; reads the table whole once for each query, for the exact neighbours.
   *
   * @param queries at least one
   */
  static SearchMeasurements take(
      Connector connector, VectorTable table, List<SearchInput> queries, LatencyTargets targets)
      throws SQLException {
    try (SearchSession session =
        new SearchSession(connector.open(ApplicationName.EVALUATION), targets.policy())) {
      SearchProbe probe =
          new SearchProbe(new IndexSearch(session, table), queries, System::nanoTime);
      int largest = targets.largestK();
      List<List<Neighbour>> exact = session.exactNeighbours(table, queries, largest);
      List<SearchMeasurement> byK = new ArrayList<>();
      for (SearchTarget target : targets.searches()) {
        probe.warmUp(target.k(), targets.warmUp());
        byK.add(probe.measure(target.k(), targets.samples(), exact));
      }
      return new SearchMeasurements(
          session.explainExact(table, queries.get(0), largest), hnswIndexes(connector), byK);
    }
  }

  private static Set<String> hnswIndexes(Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return VectorIndex.readAll(connection).stream()
          .filter(index -> index.method().equals("hnsw") && index.valid())
          .map(VectorIndex::name)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * The measurement at {@code k}.
   *
   * @throws java.util.NoSuchElementException if the plan has no such k
   */
  public SearchMeasurement at(int k) {
    return byK.stream().filter(measurement -> measurement.k() == k).findFirst().orElseThrow();
  }
}
