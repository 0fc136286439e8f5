package dev.redline.phase.tuning;

import dev.redline.change.ChangeFigures;
import dev.redline.change.PhaseContext;
import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.postgres.activity.CacheHits;
import dev.redline.rag.judge.RunJudge;
import dev.redline.search.MeasuredSearch;
import dev.redline.search.PlanAtK;
import dev.redline.vector.SearchMeasurement;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AnswerRegression;
import dev.redline.workload.SearchCheck;
import dev.redline.workload.SearchMeasurements;
import dev.redline.workload.ServerMeasurements;
import dev.redline.workload.StatementCheck;
import dev.redline.workload.Warming;
import dev.redline.workload.Workload;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers and searches, measured on the unchanged server and again on the changed one. */
public final class StageMeasurements {

  private final Plan plan;
  private final Connector connector;
  private final Workload workload;
  private final ServerMeasurements server;
  private final SearchCheck check;
  private final StageAnswers answers;
  private final KeptMeasurements kept;
  private final Supplier<Optional<RestartTimes>> restart;
  private @Nullable SearchMeasurements searchesBefore;
  private @Nullable SearchMeasurements searchesAfter;
  private @Nullable CacheHits warm;

  /**
   * Nothing is measured yet.
   *
   * @param restart when this run restarted the server, so that searches met a cold cache
   */
  StageMeasurements(
      PhaseContext context,
      Workload workload,
      KeptMeasurements kept,
      Supplier<Optional<RestartTimes>> restart) {
    this.plan = context.plan();
    this.connector = context.connector();
    this.workload = workload;
    this.server = new ServerMeasurements(plan, connector, workload);
    this.check = new SearchCheck(plan.latency());
    this.kept = kept;
    this.restart = restart;
    this.answers = answers(context.accepted());
  }

  private StageAnswers answers(AcceptedBaseline accepted) {
    RunJudge judge = workload.judge();
    Optional<StageAnswers> yours =
        workload
            .yourAnswers()
            .map(mine -> new ComparedAnswers(connector, server, mine, judge, kept));
    Optional<StageAnswers> none = server.notJudged().map(NoAnswers::new);
    return yours
        .or(() -> none)
        .orElseGet(
            () ->
                new WholeEvaluations(
                    plan, server, judge, new AnswerRegression(plan, accepted, judge), kept));
  }

  StageAnswers answers() {
    return answers;
  }

  /** Every search goes through its index already: to be known before a person decides. */
  public Finding onTheirIndexes() throws SQLException {
    List<PlanAtK> plans = workload.searches().plans(connector);
    return Finding.of(SearchCheck.onTheirIndexes(plans), Evidence.of("plans of searches", plans));
  }

  /**
   * The unchanged server is measured; what it does is compared with, not judged. For a change that
   * waits for a decision, what was measured before it counts.
   */
  public Finding before() throws SQLException {
    SearchMeasurements searches = kept.searches().orElse(null);
    if (searches == null) {
      searches = server.searchesAndStatements(Optional.empty());
    }
    searchesBefore = searches;
    Finding measured = answers.before().with(List.of(Evidence.of("searches before", searches)));
    kept.keep(searches);
    return measured;
  }

  /**
   * Searches run until what a restart emptied is filled again as far as it gets.
   *
   * @throws dev.redline.workload.NotWarmException if it is not in time
   */
  public Finding warmUp() throws SQLException {
    long began = System.nanoTime();
    List<String> loaded = workload.searches().prewarm(connector);
    List<Warming.Round> rounds =
        new Warming(plan.latency().warm(), workload.searches().nanoTime())
            .until(() -> server.inTurn(this::round));
    long ended = System.nanoTime();
    warm = CacheHits.read(connector);
    return Finding.of(
            Verdict.pass(
                "rounds of searches until caches are warm",
                Integer.toString(rounds.size()),
                "no better from the last to the one before it"),
            Evidence.of("searches on a cold cache, not judged", rounds),
            Evidence.of("loaded by pg_prewarm", loaded))
        .with(
            restart.get().stream()
                .map(times -> Evidence.of("the restart", times.timeline(began, ended)))
                .toList());
  }

  private Warming.Round round() throws SQLException {
    CacheHits before = CacheHits.read(connector);
    Map<String, Double> medians = workload.searches().warmUp(connector);
    return new Warming.Round(medians, CacheHits.read(connector).since(before).ratio());
  }

  /**
   * No search that went through an index before the change reads the table whole after it, and no
   * statement that the server really runs is run by a worse plan.
   */
  public Finding plans() throws SQLException {
    SearchMeasurements before = measured(searchesBefore);
    SearchMeasurements after = searchesAfter();
    List<Verdict> verdicts = atEachK(before, after, check::sameScan);
    workload
        .searches()
        .workload()
        .statements()
        .ifPresent(
            asked ->
                verdicts.addAll(
                    new StatementCheck(asked, plan.latency().slowdown().unpaired().orAtMost())
                        .judge(before.statements(), after.statements())));
    return Finding.of(verdicts, Evidence.of("searches and statements after", after))
        .with(PlanPictures.of(before, after));
  }

  /** Searches are held against the targets at every k of the plan. */
  public Finding searches() throws SQLException {
    SearchMeasurements after = searchesAfter();
    return server
        .judged(after)
        .with(StagePictures.latency(measured(searchesBefore), after, plan.latency().searches()));
  }

  /**
   * Searches are not slower than they were before the change. What seems slower is measured again,
   * as long as the plan allows: only what stays slow counts.
   */
  public Finding slowdown() throws SQLException {
    Finding finding = slowdown(measured(searchesAfter));
    long begin = System.nanoTime();
    while (!finding.passed() && System.nanoTime() - begin < longest()) {
      finding = slowdown(server.search());
    }
    return decided(finding);
  }

  /**
   * Whatever was measured: the searches of the unchanged server are needed no more if it passed.
   */
  Finding decided(Finding slowdown) {
    if (slowdown.passed()) {
      kept.forgetSearches();
    }
    return slowdown;
  }

  private long longest() {
    return plan.latency().slowdown().longest().toNanos();
  }

  private Finding slowdown(SearchMeasurements after) {
    SearchMeasurements before = measured(searchesBefore);
    List<Verdict> verdicts =
        atEachK(before, after, (search, was, is) -> check.slowdown(search.search(), was, is));
    return Finding.of(
        verdicts, Evidence.of("p95 before and after", ChangeFigures.p95(before, after)));
  }

  /** What compares one search before and after, at one k. */
  private interface Comparison {
    Verdict of(MeasuredSearch search, SearchMeasurement before, SearchMeasurement after);
  }

  private static List<Verdict> atEachK(
      SearchMeasurements before, SearchMeasurements after, Comparison comparison) {
    List<Verdict> verdicts = new ArrayList<>();
    for (MeasuredSearch search : after.searches()) {
      MeasuredSearch was = before.of(search.search());
      for (MeasuredSearch.AtK at : search.byK()) {
        was.at(at.k())
            .ifPresent(
                earlier -> verdicts.add(comparison.of(search, earlier.measured(), at.measured())));
      }
    }
    return verdicts;
  }

  /** Blocks that were asked for since caches were warm. */
  CacheHits cacheHits() throws SQLException {
    return CacheHits.read(connector).since(measured(warm));
  }

  private SearchMeasurements searchesAfter() throws SQLException {
    if (searchesAfter == null) {
      searchesAfter = server.searchesAndStatements(Optional.of(measured(searchesBefore)));
    }
    return searchesAfter;
  }

  private static <T> T measured(@Nullable T measurement) {
    if (measurement == null) {
      throw new IllegalStateException("The gate that measures this has to run first.");
    }
    return measurement;
  }
}
