package dev.redline.search;

import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.plan.workload.QuerySource;
import dev.redline.plan.workload.RelationName;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.statements.MeasuredStatement;
import dev.redline.search.statements.StatementProbe;
import dev.redline.vector.Control;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import dev.redline.vector.SearchTimes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The searches of a workload on one server. What is searched for is chosen once; what the server
 * has is looked up anew each time, because indexes come and go. Not for use by several threads.
 */
public final class SearchesOnServer {

  private final WorkloadPlan workload;
  private final LatencyTargets latency;
  private final Path kept;
  private final LongSupplier nanoTime;
  private final QuestionEmbedders embedders;
  private final Map<String, List<SearchInput>> inputs = new LinkedHashMap<>();

  /**
   * @param kept the folder for neighbours that were found exactly
   * @param nanoTime what searches are timed by, as {@link System#nanoTime()}
   * @param embedders asked where a search is tried with questions
   */
  public SearchesOnServer(
      WorkloadPlan workload,
      LatencyTargets latency,
      Path kept,
      LongSupplier nanoTime,
      QuestionEmbedders embedders) {
    this.workload = workload;
    this.latency = latency;
    this.kept = kept;
    this.nanoTime = nanoTime;
    this.embedders = embedders;
  }

  /** What was planned. */
  public WorkloadPlan workload() {
    return workload;
  }

  /** What searches are timed by. */
  public LongSupplier nanoTime() {
    return nanoTime;
  }

  /**
   * All searches, as the server can run them now.
   *
   * @throws WorkloadException if it cannot
   */
  public List<ServerSearch> resolved(Connector connector) throws SQLException {
    try (Connection connection = control(connector, workload.load().statementTimeout())) {
      List<ServerSearch> searches = new ArrayList<>();
      for (PlannedSearch planned : workload.searches()) {
        searches.add(new SearchResolver(connection).resolve(planned));
      }
      return searches;
    }
  }

  /**
   * A search that is planned otherwise than the workload has it, as the server can run it now.
   *
   * @throws WorkloadException if it cannot
   */
  public ServerSearch resolved(Connector connector, PlannedSearch planned) throws SQLException {
    try (Connection connection = control(connector, workload.load().statementTimeout())) {
      return new SearchResolver(connection).resolve(planned);
    }
  }

  /**
   * Who embeds questions can be asked, and gives vectors that the columns take: one question is
   * tried for each search that has any.
   *
   * @throws WorkloadException if a column takes no such vectors
   * @throws dev.redline.rag.JudgeUnavailableException if nobody can be asked
   */
  public void requireQuestionsFit(Connector connector) throws SQLException {
    try (Connection connection = control(connector, workload.load().statementTimeout())) {
      for (PlannedSearch planned : workload.searches()) {
        if (planned.queries() instanceof QuerySource.Questions questions) {
          ServerSearch search = new SearchResolver(connection).resolve(planned);
          new QuestionInputs(connection, embedders).of(search, questions, 1);
        }
      }
    }
  }

  /**
   * How the server would run every search at each of its k, by the first of its queries; no search
   * is run.
   *
   * @throws WorkloadException if the server cannot run one
   */
  public List<PlanAtK> plans(Connector connector) throws SQLException {
    List<PlanAtK> plans = new ArrayList<>();
    try (SearchSession session = session(connector, workload.load().statementTimeout())) {
      for (ServerSearch search : resolved(connector)) {
        SearchInput first = first(connector, search);
        for (SearchTarget target : search.planned().targets()) {
          SearchPlan plan = session.plan(search.rows(), first, target.k());
          plans.add(new PlanAtK(search.name(), target.k(), plan, search.obstacle(plan)));
        }
      }
    }
    return plans;
  }

  /** Questions cost somebody's embedder: no more of them than one. */
  private SearchInput first(Connector connector, ServerSearch search) throws SQLException {
    if (search.planned().queries() instanceof QuerySource.Questions questions) {
      try (Connection connection = control(connector, workload.load().statementTimeout())) {
        return new QuestionInputs(connection, embedders).of(search, questions, 1).get(0);
      }
    }
    return inputs(connector, search).get(0);
  }

  /** All searches with what is searched for. */
  public List<SearchedData> all(Connector connector) throws SQLException {
    List<SearchedData> all = new ArrayList<>();
    for (ServerSearch search : resolved(connector)) {
      all.add(new SearchedData(search, inputs(connector, search)));
    }
    return all;
  }

  /** A search with what is searched for by the search of the workload that has its name. */
  public SearchedData data(Connector connector, ServerSearch search) throws SQLException {
    return new SearchedData(search, inputs(connector, search));
  }

  /** The search of the greatest weight among those that go through an index, if any does. */
  public SearchedData main(Connector connector) throws SQLException {
    ServerSearch main =
        resolved(connector).stream()
            .max(
                Comparator.comparing((ServerSearch search) -> !search.indexes().isEmpty())
                    .thenComparing(search -> search.planned().weight()))
            .orElseThrow();
    return new SearchedData(main, inputs(connector, main));
  }

  /**
   * The most expensive statements of the server, run again where that is harmless; none if the
   * workload asks for none.
   *
   * @param before measured earlier: the same with the same parameters
   */
  public List<MeasuredStatement> statements(
      Connector connector, Optional<List<MeasuredStatement>> before) throws SQLException {
    if (workload.statements().isEmpty()) {
      return List.of();
    }
    LoadLimits limits = workload.load();
    try (Connection control = control(connector, limits.statementTimeout());
        Connection runs =
            limited(connector, ApplicationName.EVALUATION, limits.statementTimeout())) {
      LoadGuard guard = new LoadGuard(control, limits, nanoTime);
      return new StatementProbe(runs, workload.statements().get(), latency.seed(), guard)
          .measure(before);
    }
  }

  /**
   * One of the searches, for texts instead of times.
   *
   * @param name of one that has a table and a column with text
   * @throws WorkloadException if the server cannot run it, or a question would leave a parameter
   *     without a value
   */
  public PassageSearch passages(Connector connector, String name) throws SQLException {
    LoadLimits limits = workload.load();
    Connection control = control(connector, limits.statementTimeout());
    try {
      ServerSearch search = new SearchResolver(control).resolve(workload.search(name));
      LoadGuard guard = new LoadGuard(control, limits, System::nanoTime);
      return new PassageSearch(
          search,
          session(connector, limits.statementTimeout()),
          control,
          guard,
          PassageTexts.of(search));
    } catch (SQLException | RuntimeException e) {
      control.close();
      throw e;
    }
  }

  /** Keeps searches that somebody else runs within the limits of the plan. */
  public Supervision supervise(Connector connector) throws SQLException {
    LoadLimits limits = workload.load();
    Connection control = control(connector, limits.statementTimeout());
    return new GuardedLoad(control, limits, new LoadGuard(control, limits, System::nanoTime));
  }

  /** The relations that the searches are about. */
  public List<RelationName> relations() {
    return workload.searches().stream()
        .flatMap(search -> search.table().stream())
        .distinct()
        .toList();
  }

  /** What is searched for, the same each time. */
  private List<SearchInput> inputs(Connector connector, ServerSearch search) throws SQLException {
    List<SearchInput> known = inputs.get(search.name());
    if (known == null) {
      try (Connection connection = control(connector, workload.load().exactTime())) {
        known = new QueryInputs(connection, latency.seed(), embedders).of(search);
      }
      inputs.put(search.name(), known);
    }
    return known;
  }

  /**
   * Times every search at each of its k, after a warm-up, at the pace that the plan allows.
   *
   * @throws LoadLimitException if the server has more to do than a limit allows
   */
  public List<MeasuredSearch> measure(Connector connector) throws SQLException {
    List<MeasuredSearch> measured = new ArrayList<>();
    for (ServerSearch search : resolved(connector)) {
      measured.add(measure(connector, search, inputs(connector, search)));
    }
    return measured;
  }

  /**
   * Times one search, whether the workload has it or not.
   *
   * @throws LoadLimitException if the server has more to do than a limit allows
   */
  public MeasuredSearch measure(Connector connector, SearchedData data) throws SQLException {
    return measure(connector, data.search(), data.queries());
  }

  /**
   * Runs every search at each of its k as often as the plan's warm-up has it, at the pace that the
   * plan allows.
   *
   * @return the median time by search and k, in milliseconds
   * @throws LoadLimitException if the server has more to do than a limit allows
   */
  public Map<String, Double> warmUp(Connector connector) throws SQLException {
    Map<String, Double> medians = new LinkedHashMap<>();
    Duration timeout = workload.load().statementTimeout();
    for (ServerSearch search : resolved(connector)) {
      try (Connection control = control(connector, timeout);
          SearchSession session = session(connector, timeout)) {
        SearchProbe probe =
            new SearchProbe(
                new IndexSearch(session, search.rows()),
                inputs(connector, search),
                nanoTime,
                new LoadGuard(control, workload.load(), nanoTime),
                Control.NONE);
        for (SearchTarget target : search.planned().targets()) {
          List<Double> millis = probe.warmUp(target.k(), Math.max(1, latency.warmUp()));
          medians.put(
              "%s, K=%d".formatted(search.name(), target.k()), SearchTimes.quantile(millis, 0.5));
        }
      }
    }
    return medians;
  }

  /**
   * Has what the searches read loaded into shared_buffers, where pg_prewarm is there.
   *
   * @return a line for each relation; empty if there is no pg_prewarm
   */
  public List<String> prewarm(Connector connector) throws SQLException {
    List<ServerSearch> searches = resolved(connector);
    try (Connection control = control(connector, workload.load().statementTimeout())) {
      return new Prewarming(control).of(searches);
    }
  }

  private MeasuredSearch measure(
      Connector connector, ServerSearch search, List<SearchInput> queries) throws SQLException {
    LoadLimits limits = workload.load();
    try (Connection control = control(connector, limits.statementTimeout());
        SearchSession session = session(connector, limits.statementTimeout())) {
      LoadGuard guard = new LoadGuard(control, limits, nanoTime);
      List<SearchInput> sample =
          queries.subList(0, Math.min(limits.exactQueries(), queries.size()));
      Optional<String> version = DataVersion.of(control, search, sample);
      ExactNeighbours.Found exact = exact(connector, search, sample, version, guard);
      SearchProbe probe =
          new SearchProbe(
              new IndexSearch(session, search.rows()), queries, nanoTime, guard, session::control);
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

  private ExactNeighbours.Found exact(
      Connector connector,
      ServerSearch search,
      List<SearchInput> sample,
      Optional<String> version,
      LoadGuard guard)
      throws SQLException {
    Duration most = workload.load().exactTime();
    try (SearchSession session = session(connector, most)) {
      return new ExactNeighbours(kept, most, nanoTime).of(session, search, sample, version, guard);
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

  private SearchSession session(Connector connector, Duration timeout) throws SQLException {
    return new SearchSession(limited(connector, ApplicationName.EVALUATION, timeout), policy());
  }

  private QueryPolicy policy() {
    return latency.policy();
  }

  private static Connection control(Connector connector, Duration timeout) throws SQLException {
    return limited(connector, ApplicationName.CONTROL, timeout);
  }

  /** A connection of which no statement runs longer. */
  private static Connection limited(Connector connector, ApplicationName name, Duration timeout)
      throws SQLException {
    Connection connection = connector.open(name);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + timeout.toMillis());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
