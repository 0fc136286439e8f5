package dev.redline.phase.tuning;

import dev.redline.change.ChangeFigures;
import dev.redline.plan.Plan;
import dev.redline.postgres.CacheHits;
import dev.redline.postgres.Connector;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.metric.Metric;
import dev.redline.search.MeasuredSearch;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.AnswerRegression;
import dev.redline.workload.AnswersOnServer;
import dev.redline.workload.SearchCheck;
import dev.redline.workload.SearchMeasurements;
import dev.redline.workload.ServerMeasurements;
import dev.redline.workload.StatementCheck;
import dev.redline.workload.Workload;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers and searches, measured on the unchanged server and again on the changed one. */
public final class StageMeasurements {

  private final Plan plan;
  private final Connector connector;
  private final Workload workload;
  private final ServerMeasurements server;
  private final SearchCheck rules;
  private final AnswerCheck answerRules;
  private final AnswerRegression regression;
  private final KeptMeasurements kept;
  private @Nullable SearchMeasurements searchesBefore;
  private @Nullable SearchMeasurements searchesAfter;
  private @Nullable AnswersOnServer answersBefore;
  private @Nullable AnswersOnServer answersAfter;
  private @Nullable CacheHits warm;

  StageMeasurements(
      Plan plan,
      Connector connector,
      Workload workload,
      AcceptedBaseline accepted,
      KeptMeasurements kept) {
    this.plan = plan;
    this.connector = connector;
    this.workload = workload;
    this.server = new ServerMeasurements(plan, connector, workload);
    this.rules = new SearchCheck(plan.latency());
    this.answerRules = new AnswerCheck(plan);
    this.regression = new AnswerRegression(plan, accepted, workload.judge());
    this.kept = kept;
  }

  /** Who judges can be trusted. */
  public Finding judge() {
    return server.notJudged().map(Finding::of).orElseGet(() -> workload.judge().trusted());
  }

  /** Who judges can be trusted, and can be asked: to be known before the server is changed. */
  public Finding judgeAvailable() {
    Finding trusted = judge();
    return trusted.passed() && server.notJudged().isEmpty()
        ? trusted.and(workload.judge().available())
        : trusted;
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
    Verdict indexed = SearchCheck.onTheirIndexes(searches);
    Optional<Verdict> notJudged = server.notJudged();
    if (notJudged.isPresent()) {
      kept.keep(Optional.empty(), searches);
      return Finding.of(
          List.of(indexed, notJudged.get()), Evidence.of("searches before", searches));
    }
    AnswersOnServer answers = unchangedAnswers();
    answersBefore = answers;
    Verdict complete = answerRules.complete(answers.evaluation());
    if (complete.passed()) {
      kept.keep(Optional.of(answers.evaluation()), searches);
    }
    return Finding.of(
        List.of(indexed, complete),
        Evidence.of("evaluation before", answers.evaluation().summary()),
        Evidence.of("searches before", searches),
        workload.judge().cost());
  }

  private AnswersOnServer unchangedAnswers() throws SQLException {
    Optional<EvaluationResult> before = kept.evaluation();
    return before.isPresent() ? server.answers(before.get()) : server.answers();
  }

  /** Searches run untimed, so that what a restart emptied is filled again. */
  public Finding warmUp() throws SQLException {
    SearchMeasurements cold = server.search();
    warm = CacheHits.read(connector);
    return Finding.of(
        Verdict.pass(
            "warm-up searches", Integer.toString(cold.samples()), "before anything is judged"),
        Evidence.of("searches on a cold cache, not judged", cold));
  }

  /** Every case was judged, within the time that the plan allows. */
  public Finding evaluation() throws SQLException {
    Optional<Verdict> notJudged = server.notJudged();
    if (notJudged.isPresent()) {
      return Finding.of(notJudged.get());
    }
    AnswersOnServer answers = server.answersAgain(measured(answersBefore).evaluation());
    answersAfter = answers;
    EvaluationResult evaluation = answers.evaluation();
    return server
        .judged(evaluation)
        .and(Finding.of(AnswerCheck.reused(evaluation), workload.judge().cost()));
  }

  /** Precision is above its red line. */
  public Finding precision() {
    return redLine(Metric.PRECISION);
  }

  /** Recall is above its red line. */
  public Finding recall() {
    return redLine(Metric.RECALL);
  }

  /** F1 is above its red line. */
  public Finding f1() {
    return redLine(Metric.F1);
  }

  /** Answers are not worse than on the unchanged server, nor than the accepted baseline. */
  public Finding regression() {
    return server
        .notJudged()
        .map(Finding::of)
        .orElseGet(
            () -> regression.sinceTheChange(measured(answersBefore), measured(answersAfter)));
  }

  /**
   * No search that went through an index before the change reads the table whole after it, and no
   * statement that the server really runs is run by a worse plan.
   */
  public Finding plans() throws SQLException {
    SearchMeasurements before = measured(searchesBefore);
    SearchMeasurements after = searchesAfter();
    List<Verdict> verdicts = new ArrayList<>();
    for (MeasuredSearch search : after.searches()) {
      MeasuredSearch was = before.of(search.search());
      for (MeasuredSearch.AtK at : search.byK()) {
        was.at(at.k())
            .ifPresent(
                earlier -> verdicts.add(rules.sameScan(search, earlier.measured(), at.measured())));
      }
    }
    workload
        .searches()
        .workload()
        .statements()
        .ifPresent(
            asked ->
                verdicts.addAll(
                    new StatementCheck(asked, plan.latency().slowdown().unpaired().orAtMost())
                        .judge(before.statements(), after.statements())));
    return Finding.of(verdicts, Evidence.of("searches and statements after", after));
  }

  /** Searches are held against the targets at every k of the plan. */
  public Finding searches() throws SQLException {
    return server.judged(searchesAfter());
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
    List<Verdict> verdicts = new ArrayList<>();
    for (MeasuredSearch search : after.searches()) {
      MeasuredSearch was = before.of(search.search());
      for (MeasuredSearch.AtK at : search.byK()) {
        was.at(at.k())
            .ifPresent(
                earlier ->
                    verdicts.add(
                        rules.slowdown(search.search(), earlier.measured(), at.measured())));
      }
    }
    return Finding.of(
            verdicts, Evidence.of("p95 before and after", ChangeFigures.p95(before, after)))
        .with(StagePictures.latency(before, after, plan.latency().searches()));
  }

  /** Blocks that were asked for since caches were warm. */
  CacheHits cacheHits() throws SQLException {
    return CacheHits.read(connector).since(measured(warm));
  }

  /** Every other metric that has a red line is within it. */
  public Finding otherRedLines() {
    Optional<Verdict> notJudged = server.notJudged();
    return notJudged.isPresent()
        ? Finding.of(notJudged.get())
        : Finding.of(answerRules.otherRedLines(measured(answersAfter).evaluation()));
  }

  private Finding redLine(Metric metric) {
    Optional<Verdict> notJudged = server.notJudged();
    if (notJudged.isPresent()) {
      return Finding.of(notJudged.get());
    }
    EvaluationResult before = measured(answersBefore).evaluation();
    EvaluationResult after = measured(answersAfter).evaluation();
    String name = AnswerCheck.name(metric);
    return Finding.of(
        answerRules.redLineOfStage(metric, after),
        Evidence.of(
            name + " before and after",
            ChangeFigures.score(name, before.mean(metric), after.mean(metric))));
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
