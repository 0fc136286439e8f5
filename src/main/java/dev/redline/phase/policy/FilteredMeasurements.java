package dev.redline.phase.policy;

import dev.redline.plan.ExactSearchConfig;
import dev.redline.plan.FilteredTarget;
import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.VectorIndex;
import dev.redline.search.MatchingRows;
import dev.redline.search.SearchResolver;
import dev.redline.search.SearchedData;
import dev.redline.search.ServerSearch;
import dev.redline.vector.HnswSettings;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.Neighbour;
import dev.redline.vector.Search;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import dev.redline.vector.SelectiveSearch;
import dev.redline.vector.Selectivity;
import dev.redline.workload.Workload;
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
    ExactSearchConfig rule,
    List<String> vectorIndexes,
    List<FilteredMeasurement> searches) {

  /**
   * Measures each search as it is, and behind the plan's filters the one that they are for; reads
   * the table whole once for each filter and query, for the exact neighbours.
   */
  static FilteredMeasurements take(Plan plan, Connector connector, Workload workload)
      throws SQLException {
    List<FilteredMeasurement> all = new ArrayList<>();
    try (Connection control = connector.open(ApplicationName.CONTROL);
        SearchSession session = workload.searches().session(connector, plan.latency().policy())) {
      HnswSettings settings = session.settings();
      for (SearchedData data : workload.searches().all(connector)) {
        for (FilteredTarget target : targets(plan, data)) {
          Behind behind = new Behind(plan, control, session, data, target, settings);
          SearchedData rows = new SearchedData(behind.rows(), behind.all());
          all.addAll(behind.measure(rows, workload.searches().exact(connector, rows)));
        }
      }
      return new FilteredMeasurements(
          settings, plan.queryPolicy().exactSearch(), vectorIndexes(control), all);
    }
  }

  private static List<FilteredTarget> targets(Plan plan, SearchedData data) {
    List<FilteredTarget> targets = plan.queryPolicy().searches();
    return data.search().name().equals(plan.queryPolicy().filteredSearch())
        ? targets
        : targets.stream().filter(target -> target.value().isEmpty()).toList();
  }

  /** One filter, at every k. */
  private record Behind(
      Plan plan,
      Connection control,
      SearchSession session,
      SearchedData data,
      FilteredTarget target,
      HnswSettings settings) {

    /**
     * @param known the neighbours of the first queries
     */
    List<FilteredMeasurement> measure(SearchedData data, List<List<Neighbour>> known)
        throws SQLException {
      ServerSearch rows = data.search();
      List<SearchInput> queries = first(data.queries());
      List<List<Neighbour>> exact = first(known);
      Selectivity selectivity = selectivity(rows, queries.get(0));
      Search search = search(rows, selectivity);
      SearchProbe probe = new SearchProbe(search, queries, System::nanoTime);
      int largest = rows.planned().largestK();
      SearchPlan exactPlan = session.planExact(rows.rows(), queries.get(0), largest);
      List<FilteredMeasurement> measured = new ArrayList<>();
      for (SearchTarget each : rows.planned().targets()) {
        probe.warmUp(each.k(), plan.queryPolicy().warmUp());
        SearchMeasurement timed = probe.measure(each.k(), plan.queryPolicy().samples(), exact);
        measured.add(
            new FilteredMeasurement(
                rows.name(),
                asked(rows, each),
                selectivity,
                rows.method(),
                search.choice(each.k()),
                timed,
                exactPlan,
                rows.obstacle(timed.plan())));
      }
      return measured;
    }

    ServerSearch rows() throws SQLException {
      return target.value().isEmpty()
          ? data.search()
          : new SearchResolver(control)
              .resolve(
                  data.search()
                      .planned()
                      .filteredBy(plan.queryPolicy().condition(), target.value().get()));
    }

    /** What the workload itself asks of a search goes before what is asked of all. */
    private FilteredTarget asked(ServerSearch rows, SearchTarget own) {
      return rows.name().equals(plan.queryPolicy().filteredSearch())
          ? target
          : new FilteredTarget(
              target.selectivity(),
              target.value(),
              target.rows(),
              own.recall(),
              target.worstRecall(),
              own.p95());
    }

    private <T> List<T> first(List<T> of) {
      return of.subList(0, Math.min(plan.queryPolicy().queries(), of.size()));
    }

    List<SearchInput> all() {
      return data.queries().stream()
          .map(
              query -> target.value().map(it -> query.with(PlannedSearch.FILTER, it)).orElse(query))
          .toList();
    }

    /** What a search has of filters itself belongs to it, and is not held against anything. */
    private Selectivity selectivity(ServerSearch rows, SearchInput query) throws SQLException {
      return target.value().isEmpty() ? rows.allRows() : MatchingRows.of(control, rows, query);
    }

    private Search search(ServerSearch rows, Selectivity selectivity) {
      if (rows.planned().index().exactBecause().isPresent() || !rows.rows().hnsw()) {
        return new IndexSearch(session, rows.rows());
      }
      return new SelectiveSearch(
          session,
          rows.rows(),
          selectivity,
          plan.latency().policy(),
          settings,
          plan.queryPolicy().exactSearch());
    }
  }

  private static List<String> vectorIndexes(Connection control) throws SQLException {
    return VectorIndex.readAll(control).stream().map(VectorIndex::name).toList();
  }
}
