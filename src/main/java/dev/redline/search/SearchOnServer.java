package dev.redline.search;

import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.postgres.Connector;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One search that is timed and held against the rows that are nearest indeed.
 *
 * @param kept the folder for neighbours that were found exactly
 */
record SearchOnServer(
    SearchesOnServer searches,
    Connector connector,
    SearchedData data,
    LatencyTargets latency,
    Path kept) {

  /**
   * Times it at each of its k, after a warm-up.
   *
   * @throws LoadLimitException if the server has more to do than a limit allows
   */
  MeasuredSearch taken() throws SQLException {
    ServerSearch search = data.search();
    List<SearchInput> sample = sample();
    ExactNeighbours.Found exact = exact();
    try (SearchSession session = searches.session(connector, latency.policy())) {
      SearchProbe probe =
          new SearchProbe(
              new IndexSearch(session, search.rows()),
              data.queries(),
              searches.nanoTime(),
              session::control);
      List<MeasuredSearch.AtK> byK = new ArrayList<>();
      for (SearchTarget target : search.planned().targets()) {
        probe.warmUp(target.k(), latency.warmUp());
        byK.add(at(probe.measure(target.k(), latency.samples(), exact.neighbours()), search));
      }
      return new MeasuredSearch(
          search.name(),
          search.relation().map(it -> it.name().toString()).orElse(""),
          search.planned().weight(),
          search.relation().map(Relation::estimatedRows).orElse(0L),
          search.method(),
          search.indexes().stream().map(index -> index.name().toString()).toList(),
          new MeasuredSearch.ExactSample(exact.neighbours().size(), sample.size(), exact.note()),
          exactPlan(session, search, sample, exact),
          byK);
    }
  }

  private static MeasuredSearch.AtK at(SearchMeasurement measured, ServerSearch search) {
    PlanOfSearch plan = PlanOfSearch.read(measured.plan(), search);
    return new MeasuredSearch.AtK(measured, plan.vectorIndexes(), plan.obstacle());
  }

  private List<SearchInput> sample() {
    List<SearchInput> queries = data.queries();
    return queries.subList(0, Math.min(searches.workload().load().exactQueries(), queries.size()));
  }

  /** The rows that are nearest indeed, found once for each version of the data. */
  ExactNeighbours.Found exact() throws SQLException {
    LoadLimits limits = searches.workload().load();
    Duration most = limits.exactTime();
    List<SearchInput> sample = sample();
    try (Connection control = SearchesOnServer.control(connector, limits.statementTimeout());
        SearchSession session = searches.session(connector, latency.policy(), most)) {
      Optional<String> version = DataVersion.of(control, data.search(), sample);
      return new ExactNeighbours(kept, most, searches.nanoTime())
          .of(session, data.search(), sample, version);
    }
  }

  /** The plan alone where neighbours were known: nothing is read for it. */
  private static Optional<SearchPlan> exactPlan(
      SearchSession session,
      ServerSearch search,
      List<SearchInput> sample,
      ExactNeighbours.Found exact)
      throws SQLException {
    return exact.neighbours().isEmpty()
        ? Optional.empty()
        : Optional.of(session.planExact(search.rows(), sample.get(0), search.planned().largestK()));
  }
}
