package dev.redline.search;

import dev.failsafe.RateLimiter;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.plan.workload.QuerySource;
import dev.redline.plan.workload.RelationName;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.statements.MeasuredStatement;
import dev.redline.search.statements.StatementProbe;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
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

  /** Queries that a plan is asked for: what is filtered by may have rare values. */
  private static final int PLANNED_FOR = 10;

  private final WorkloadPlan workload;
  private final LatencyTargets latency;
  private final Path kept;
  private final LongSupplier nanoTime;
  private final QuestionEmbedders embedders;
  private final Map<String, List<SearchInput>> inputs = new LinkedHashMap<>();
  private final Optional<RateLimiter<Object>> rate;

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
    this.rate = LoadGuard.rate(workload.load());
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
   * How the server would run every search at each of its k, by the first of a few queries that the
   * planner would not answer as it is there for; no search is run.
   *
   * @throws WorkloadException if the server cannot run one
   * @throws LoadLimitException if the account would not see the load of others
   */
  public List<PlanAtK> plans(Connector connector) throws SQLException {
    try (Connection watcher = control(connector.watcher(), workload.load().statementTimeout())) {
      LoadGuard.requireSight(watcher);
    }
    List<PlanAtK> plans = new ArrayList<>();
    for (ServerSearch search : resolved(connector)) {
      plans.addAll(plans(connector, search));
    }
    return plans;
  }

  /**
   * The same for one search.
   *
   * @throws WorkloadException if there is nothing to search for
   */
  public List<PlanAtK> plans(Connector connector, ServerSearch search) throws SQLException {
    List<PlanAtK> plans = new ArrayList<>();
    List<SearchInput> few = few(connector, search);
    try (SearchSession session = session(connector, policy())) {
      for (SearchTarget target : search.planned().targets()) {
        plans.add(plan(session, search, few, target.k()));
      }
    }
    return plans;
  }

  private static PlanAtK plan(
      SearchSession session, ServerSearch search, List<SearchInput> queries, int k)
      throws SQLException {
    List<PlanAtK> plans = new ArrayList<>();
    for (SearchInput query : queries) {
      SearchPlan plan = session.plan(search.rows(), query, k);
      plans.add(new PlanAtK(search.name(), k, plan, search.obstacle(plan)));
    }
    return plans.stream()
        .filter(each -> each.obstacle().isPresent())
        .findFirst()
        .orElse(plans.get(0));
  }

  /** Questions cost somebody's embedder: no more of them than one. */
  private List<SearchInput> few(Connector connector, ServerSearch search) throws SQLException {
    if (search.planned().queries() instanceof QuerySource.Questions questions) {
      try (Connection connection = control(connector, workload.load().statementTimeout())) {
        return new QuestionInputs(connection, embedders).of(search, questions, 1);
      }
    }
    List<SearchInput> all = inputs(connector, search);
    return all.subList(0, Math.min(PLANNED_FOR, all.size()));
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
                Comparator.comparing(SearchesOnServer::goesThroughAnIndex)
                    .thenComparing(search -> search.planned().weight()))
            .orElseThrow();
    return new SearchedData(main, inputs(connector, main));
  }

  private static boolean goesThroughAnIndex(ServerSearch search) {
    return !search.indexes().isEmpty() && search.method() != SearchMethod.EXACT;
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
    Duration timeout = workload.load().statementTimeout();
    try (LoadGuard guard = guard(connector);
        Connection runs = limited(connector, ApplicationName.EVALUATION, timeout)) {
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
    Connection control = control(connector, workload.load().statementTimeout());
    try {
      ServerSearch search = new SearchResolver(control).resolve(workload.search(name));
      return new PassageSearch(
          search, session(connector, policy()), control, PassageTexts.of(search));
    } catch (SQLException | RuntimeException e) {
      control.close();
      throw e;
    }
  }

  /** Keeps searches that somebody else runs within the limits of the plan. */
  public Supervision supervise(Connector connector) throws SQLException {
    return new GuardedLoad(workload.load(), guard(connector));
  }

  /**
   * A session to search in, within the limits of the plan: all sessions of these searches together
   * keep the cap on searches a second, and each search may end in a {@link LoadLimitException}.
   *
   * @param connector of the account that searches; of a role, the account that it was made from
   *     looks at what others do
   */
  public SearchSession session(Connector connector, QueryPolicy policy) throws SQLException {
    return session(connector, policy, workload.load().statementTimeout());
  }

  /**
   * The same for searches that may take longer, or less long.
   *
   * @param timeout of each statement
   */
  SearchSession session(Connector connector, QueryPolicy policy, Duration timeout)
      throws SQLException {
    LoadGuard guard = guard(connector);
    try {
      return new SearchSession(
          limited(connector, ApplicationName.EVALUATION, timeout), policy, guard);
    } catch (SQLException | RuntimeException e) {
      guard.close();
      throw e;
    }
  }

  private LoadGuard guard(Connector connector) throws SQLException {
    return LoadGuard.on(connector, workload.load(), rate);
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
      measured.add(measure(connector, new SearchedData(search, inputs(connector, search))));
    }
    return measured;
  }

  /**
   * Times one search, whether the workload has it or not.
   *
   * @throws LoadLimitException if the server has more to do than a limit allows
   */
  public MeasuredSearch measure(Connector connector, SearchedData data) throws SQLException {
    return measurement(connector, data).taken();
  }

  private SearchOnServer measurement(Connector connector, SearchedData data) {
    return new SearchOnServer(this, connector, data, latency, kept);
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
    for (ServerSearch search : resolved(connector)) {
      try (SearchSession session = session(connector, policy())) {
        SearchProbe probe =
            new SearchProbe(
                new IndexSearch(session, search.rows()), inputs(connector, search), nanoTime);
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

  /**
   * The rows that are nearest indeed to the first of the queries: as many as the plan allows, found
   * once for each version of the data.
   */
  public List<List<Neighbour>> exact(Connector connector, SearchedData data) throws SQLException {
    return measurement(connector, data).exact().neighbours();
  }

  private QueryPolicy policy() {
    return latency.policy();
  }

  static Connection control(Connector connector, Duration timeout) throws SQLException {
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
