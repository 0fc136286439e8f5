package dev.redline.run;

import dev.redline.plan.ExactSearchRule;
import dev.redline.plan.FilteredTarget;
import dev.redline.plan.LatencyTargets.SearchTarget;
import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.VectorIndex;
import dev.redline.vector.FilteredTable;
import dev.redline.vector.HnswSettings;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import dev.redline.vector.Searchable;
import dev.redline.vector.SelectiveSearch;
import dev.redline.vector.Selectivity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches timed at every k of the plan behind each of its filters.
 *
 * @param settings what pgvector has outside of a search, limits of its scans among them
 * @param rule when a filter counts as too selective for the index
 * @param vectorIndexes the names of all vector indexes of the database
 */
public record FilteredMeasurements(
    HnswSettings settings,
    ExactSearchRule rule,
    List<String> vectorIndexes,
    List<FilteredMeasurement> searches) {

  /** Measures; reads the table whole once for each filter and query, for the exact neighbours. */
  static FilteredMeasurements take(Plan plan, Connector connector, SearchedData data)
      throws SQLException {
    List<FilteredMeasurement> all = new ArrayList<>();
    try (SearchSession session =
        new SearchSession(connector.open(ApplicationName.EVALUATION), plan.latency().policy())) {
      HnswSettings settings = session.settings();
      for (FilteredTarget target : plan.queryPolicy().searches()) {
        all.addAll(new Behind(plan, session, data, target, settings).measure());
      }
      return new FilteredMeasurements(
          settings, plan.queryPolicy().exactSearch(), vectorIndexes(connector), all);
    }
  }

  /** One filter, at every k. */
  private record Behind(
      Plan plan,
      SearchSession session,
      SearchedData data,
      FilteredTarget target,
      HnswSettings settings) {

    List<FilteredMeasurement> measure() throws SQLException {
      Searchable rows = rows();
      Selectivity selectivity = session.selectivity(rows);
      SelectiveSearch search =
          new SelectiveSearch(
              session,
              rows,
              selectivity,
              plan.latency().policy(),
              settings,
              plan.queryPolicy().exactSearch());
      SearchProbe probe = new SearchProbe(search, data.queries(), System::nanoTime);
      int largest = plan.latency().largestK();
      List<List<Neighbour>> exact = session.exactNeighbours(rows, data.queries(), largest);
      SearchPlan exactPlan = session.explainExact(rows, data.queries().get(0), largest);
      List<FilteredMeasurement> measured = new ArrayList<>();
      for (SearchTarget each : plan.latency().searches()) {
        probe.warmUp(each.k(), plan.queryPolicy().warmUp());
        measured.add(
            new FilteredMeasurement(
                target,
                selectivity,
                search.choice(each.k()),
                probe.measure(each.k(), plan.queryPolicy().samples(), exact),
                exactPlan));
      }
      return measured;
    }

    private Searchable rows() {
      String condition = plan.queryPolicy().condition();
      return target
          .value()
          .<Searchable>map(value -> new FilteredTable(data.table(), condition, value))
          .orElse(data.table());
    }
  }

  private static List<String> vectorIndexes(Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return VectorIndex.readAll(connection).stream().map(VectorIndex::name).toList();
    }
  }
}
