package dev.redline.phase.policy;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchedData;
import dev.redline.search.SearchesOnServer;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.Neighbour;
import dev.redline.vector.Recall;
import dev.redline.vector.Search;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Plot.Role;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Recall and p95 of searches, without a filter, by {@code hnsw.ef_search}.
 *
 * @param points by k in the order of the plan, then by ef_search, ascending
 */
public record EfSearchSweep(List<EfSearchPoint> points) {

  /**
   * Searches for one k with one {@code hnsw.ef_search}.
   *
   * @param p50 in milliseconds
   * @param p95 in milliseconds
   */
  public record EfSearchPoint(int k, int efSearch, Recall recall, double p50, double p95) {}

  private static final String EF_SEARCH = "hnsw.ef_search";

  /** Measures each value of the plan, and the policy's own. */
  static EfSearchSweep take(
      Plan plan, Connector connector, SearchesOnServer searches, SearchedData data)
      throws SQLException {
    List<EfSearchPoint> points = new ArrayList<>();
    List<SearchInput> queries = queries(plan, data);
    List<List<Neighbour>> exact = searches.exact(connector, data);
    exact = exact.subList(0, Math.min(queries.size(), exact.size()));
    for (int efSearch : values(plan, data)) {
      QueryPolicy policy = plan.latency().policy().withEfSearch(efSearch);
      try (SearchSession session = searches.session(connector, policy)) {
        Search search = new IndexSearch(session, data.search().rows().with(EF_SEARCH, efSearch));
        SearchProbe probe = new SearchProbe(search, queries, System::nanoTime);
        points.addAll(measured(plan, data, efSearch, probe, exact));
      }
    }
    points.sort(
        Comparator.comparingInt(EfSearchPoint::k).thenComparingInt(EfSearchPoint::efSearch));
    return new EfSearchSweep(points);
  }

  /** The points of one k, by ef_search, ascending. */
  List<EfSearchPoint> at(int k) {
    return points.stream().filter(point -> point.k() == k).toList();
  }

  /**
   * Recall against p95, one line a k, each point with its ef_search.
   *
   * @param chosen the ef_search that searches run with, by k
   */
  Plot plot(IntUnaryOperator chosen) {
    List<Integer> ks = points.stream().map(EfSearchPoint::k).distinct().toList();
    Stream<Line> measured =
        ks.stream().map(k -> new Line("K=" + k, at(k).stream().map(EfSearchSweep::drawn).toList()));
    Line inUse =
        new Line(
            "chosen",
            Role.CHOSEN,
            points.stream()
                .filter(point -> point.efSearch() == chosen.applyAsInt(point.k()))
                .map(point -> new Point(point.p95(), point.recall().mean(), ""))
                .toList());
    return new Plot(
            "Recall against p95 by hnsw.ef_search",
            "p95 in ms",
            "mean recall@K",
            Stream.concat(measured, Stream.of(inUse).filter(line -> !line.points().isEmpty()))
                .toList())
        .withLabels(EF_SEARCH);
  }

  private static Point drawn(EfSearchPoint point) {
    return new Point(point.p95(), point.recall().mean(), Integer.toString(point.efSearch()));
  }

  private static TreeSet<Integer> values(Plan plan, SearchedData data) {
    TreeSet<Integer> values = new TreeSet<>(plan.queryPolicy().efSearchValues());
    data.search()
        .planned()
        .targets()
        .forEach(search -> values.add(plan.latency().policy().efSearch(search.k())));
    Optional.ofNullable(data.search().rows().set().get(EF_SEARCH))
        .map(Integer::valueOf)
        .ifPresent(values::add);
    return values;
  }

  private static List<EfSearchPoint> measured(
      Plan plan, SearchedData data, int efSearch, SearchProbe probe, List<List<Neighbour>> exact)
      throws SQLException {
    List<EfSearchPoint> points = new ArrayList<>();
    for (SearchTarget search : data.search().planned().targets()) {
      probe.warmUp(search.k(), plan.queryPolicy().warmUp());
      SearchMeasurement measured = probe.measure(search.k(), plan.queryPolicy().samples(), exact);
      points.add(
          new EfSearchPoint(
              search.k(), efSearch, measured.recall(), measured.p50(), measured.p95()));
    }
    return points;
  }

  private static List<SearchInput> queries(Plan plan, SearchedData data) {
    return data.queries().subList(0, Math.min(plan.queryPolicy().queries(), data.queries().size()));
  }
}
