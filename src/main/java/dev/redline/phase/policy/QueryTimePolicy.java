package dev.redline.phase.policy;

import dev.redline.change.PhaseContext;
import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchedData;
import dev.redline.search.SearchesOnServer;
import dev.redline.vector.PolicyProbe;
import dev.redline.vector.PolicyProbe.Defaults;
import dev.redline.vector.SearchSession;
import dev.redline.vector.WitnessedSearch;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The query-time policy on a server that nobody changes: it is read, and searched. */
public final class QueryTimePolicy {

  private static final String FOLDER = "query_policy/";

  private final Plan plan;
  private final Connector connector;
  private final Optional<Workload> workload;
  private @Nullable Defaults before;
  private @Nullable FilteredMeasurements filtered;

  /** Opens nothing yet. */
  public QueryTimePolicy(PhaseContext context) {
    this(context.plan(), context.connector(), context.workload());
  }

  /**
   * @param workload what to search
   */
  QueryTimePolicy(Plan plan, Connector connector, Optional<Workload> workload) {
    this.plan = plan;
    this.connector = connector;
    this.workload = workload;
  }

  /** What would be a silent no-op is refused: a setting that nothing reads, and autocommit. */
  public Finding refusals() throws SQLException {
    before();
    String unknown = plan.queryPolicy().unknownSetting();
    Map<String, String> policy = plan.latency().policy().settings(plan.latency().largestK());
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(PolicyCheck.on(policy));
    String byServer;
    try (Connection fresh = connector.open(ApplicationName.CONTROL)) {
      byServer = PolicyProbe.takenByTheServer(fresh, unknown);
    }
    try (Connection fresh = connector.open(ApplicationName.CONTROL)) {
      verdicts.add(
          PolicyCheck.refused(
              "setting " + unknown,
              PolicyProbe.unknownSetting(fresh, unknown),
              "name one in gates/query-policy.yaml that pgvector does not know"));
    }
    try (Connection autocommit = connector.open(ApplicationName.CONTROL)) {
      verdicts.add(
          PolicyCheck.refused(
              "policy on a connection in autocommit",
              PolicyProbe.autocommit(autocommit, policy),
              "report this as a defect"));
    }
    return Finding.of(
        verdicts, Evidence.of("what the server itself sets " + unknown + " to", byServer));
  }

  /** Each search has the policy, in its own transaction; neither sessions nor roles keep it. */
  public Finding searches() throws SQLException {
    if (workload.isEmpty()) {
      return nothingToSearch();
    }
    Defaults before = before();
    List<WitnessedSearch> searches = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(PolicyCheck.on(plan.latency().policy().settings(plan.latency().largestK())));
    for (SearchedData data : workload.get().searches().all(connector)) {
      for (WitnessedSearch search : witnessed(workload.get(), data)) {
        searches.add(search);
        verdicts.addAll(
            PolicyCheck.witnessed(
                data.search().name(),
                search,
                data.search().rows().settings(plan.latency().policy(), search.k())));
      }
    }
    verdicts.addAll(PolicyCheck.untouched(before, defaults()));
    return Finding.of(verdicts, Evidence.of("searches, and what they ran under", searches));
  }

  /** Behind every filter, at every k: the rows that were asked for, the right ones, in time. */
  public Finding filtered() throws SQLException {
    return workload.isEmpty()
        ? nothingToSearch()
        : Finding.of(
            judged(FilteredSearchCheck::judge),
            Evidence.kept(
                "searches by filter", FOLDER + "filtered_searches.json", measured(workload.get())));
  }

  /** The index is asked where it can answer; where a filter is too selective, it is not. */
  public Finding choices() throws SQLException {
    return workload.isEmpty() ? nothingToSearch() : Finding.of(judged(FilteredSearchCheck::plans));
  }

  private List<Verdict> judged(
      BiFunction<FilteredSearchCheck, FilteredMeasurement, List<Verdict>> rule)
      throws SQLException {
    FilteredMeasurements measured = measured(workload.orElseThrow());
    FilteredSearchCheck check = check(measured);
    return measured.searches().stream()
        .flatMap(each -> rule.apply(check, each).stream())
        .distinct()
        .toList();
  }

  /** The smallest ef_search that meets the recall target, and the policy's own beside it. */
  public Finding sweep() throws SQLException {
    if (workload.isEmpty()) {
      return nothingToSearch();
    }
    SearchedData data = workload.get().searches().main(connector);
    if (!data.search().rows().hnsw() || data.search().indexes().isEmpty()) {
      return Finding.of(
          Verdict.pass(
              "hnsw.ef_search of search " + data.search().name(),
              "nothing to try: it goes through no hnsw index",
              "no smaller than needed, where there is one"));
    }
    SearchesOnServer searches = workload.get().searches();
    EfSearchSweep sweep = EfSearchSweep.take(plan, connector, searches, data);
    SweepCheck check = new SweepCheck(plan.latency().policy(), data.search().rows().set());
    return Finding.of(
        data.search().planned().targets().stream()
            .map(target -> check.judge(target, sweep))
            .toList(),
        Evidence.kept(
            "recall against p95", FOLDER + "ef_search_sweep.svg", sweep.plot(check::chosen)),
        Evidence.kept("recall against p95, figures", FOLDER + "ef_search_sweep.json", sweep));
  }

  private List<WitnessedSearch> witnessed(Workload load, SearchedData data) throws SQLException {
    List<WitnessedSearch> searches = new ArrayList<>();
    try (SearchSession session = load.searches().session(connector, plan.latency().policy())) {
      for (SearchTarget target : data.search().planned().targets()) {
        searches.add(session.witnessed(data.search().rows(), data.queries().get(0), target.k()));
      }
    }
    return searches;
  }

  private FilteredMeasurements measured(Workload load) throws SQLException {
    if (filtered == null) {
      filtered = FilteredMeasurements.take(plan, connector, load);
    }
    return filtered;
  }

  private FilteredSearchCheck check(FilteredMeasurements measured) {
    return new FilteredSearchCheck(
        plan.queryPolicy().selectivityTolerance(), measured.vectorIndexes());
  }

  /** What new sessions have before the first search. */
  private Defaults before() throws SQLException {
    if (before == null) {
      before = defaults();
    }
    return before;
  }

  private Defaults defaults() throws SQLException {
    try (Connection fresh = connector.open(ApplicationName.CONTROL)) {
      return PolicyProbe.defaults(fresh);
    }
  }

  private static Finding nothingToSearch() {
    return Finding.of(
        Verdict.inconclusive(
            "vector searches",
            "nothing to search",
            "a search in gates/workload.yaml",
            "have it proposed: mvn verify -Dgroups=discovery -Daccept=workload"));
  }
}
