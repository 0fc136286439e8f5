package dev.redline.run;

import dev.redline.plan.LatencyTargets.SearchTarget;
import dev.redline.plan.Plan;
import dev.redline.plan.RedLines;
import dev.redline.plan.Threshold;
import dev.redline.postgres.CacheHits;
import dev.redline.postgres.Connector;
import dev.redline.rag.EvaluationFile;
import dev.redline.rag.EvaluationResult;
import dev.redline.rag.Scores;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers and searches, measured on the unchanged server and again on the changed one. */
public final class StageMeasurements {

  private final Plan plan;
  private final Connector connector;
  private final Workload workload;
  private final SearchRules rules;
  private final AnswerRules answerRules;
  private final AnswerRegression regression;
  private @Nullable SearchMeasurements searchesBefore;
  private @Nullable SearchMeasurements searchesAfter;
  private @Nullable AnswersOnServer answersBefore;
  private @Nullable AnswersOnServer answersAfter;
  private @Nullable CacheHits warm;

  StageMeasurements(Plan plan, Connector connector, Workload workload, AcceptedBaseline accepted) {
    this.plan = plan;
    this.connector = connector;
    this.workload = workload;
    this.rules = new SearchRules(plan.latency());
    this.answerRules = new AnswerRules(plan.redLines());
    this.regression = new AnswerRegression(plan, accepted);
  }

  /** The unchanged server is measured; what it does is compared with, not judged. */
  public Finding before() throws SQLException {
    AnswersOnServer answers = answers();
    SearchMeasurements searches = search();
    answersBefore = answers;
    searchesBefore = searches;
    return Finding.of(
        answerRules.complete(answers.evaluation()),
        Evidence.of("evaluation before", answers.evaluation().summary()),
        Evidence.of("searches before", searches));
  }

  /** Searches run untimed, so that what a restart emptied is filled again. */
  public Finding warmUp() throws SQLException {
    SearchMeasurements cold = search();
    warm = CacheHits.read(connector);
    return Finding.of(
        Verdict.pass(
            "warm-up searches",
            Integer.toString(cold.byK().size() * plan.latency().samples()),
            "before anything is judged"),
        Evidence.of("searches on a cold cache, not judged", cold));
  }

  /** Every case was judged, within the time that the plan allows. */
  public Finding evaluation() throws SQLException {
    AnswersOnServer answers = answers();
    answersAfter = answers;
    EvaluationResult evaluation = answers.evaluation();
    return Finding.of(
        List.of(answerRules.complete(evaluation), answerRules.inTime(evaluation)),
        Evidence.kept(
            "evaluation",
            "baseline_evaluations/" + EvaluationFile.name(evaluation),
            (WritesItself) file -> EvaluationFile.write(file, evaluation)));
  }

  /** Precision is above its red line. */
  public Finding precision() {
    return redLine("precision", RedLines::precision, Scores::precision);
  }

  /** Recall is above its red line. */
  public Finding recall() {
    return redLine("recall", RedLines::recall, Scores::recall);
  }

  /** F1 is above its red line. */
  public Finding f1() {
    return redLine("F1", RedLines::f1, Scores::f1);
  }

  /** Answers are not worse than on the unchanged server, nor than the accepted baseline. */
  public Finding regression() {
    return regression.sinceTheChange(measured(answersBefore), measured(answersAfter));
  }

  /** Searches are timed and held against the targets at every k of the plan. */
  public Finding searches() throws SQLException {
    SearchMeasurements searches = search();
    searchesAfter = searches;
    List<Verdict> verdicts = new ArrayList<>();
    for (SearchTarget target : plan.latency().searches()) {
      verdicts.addAll(rules.judge(target, searches));
    }
    return Finding.of(
        verdicts.stream().distinct().toList(),
        Evidence.kept("searches after", SearchMeasurements.FILE, searches));
  }

  /**
   * Searches are not slower than they were before the change. What seems slower is measured again,
   * as often as the plan allows: only what stays slow counts.
   */
  public Finding slowdown() throws SQLException {
    Finding finding = slowdown(measured(searchesAfter));
    for (int i = 1; i < plan.latency().slowdownAttempts() && !finding.passed(); i++) {
      finding = slowdown(search());
    }
    return finding;
  }

  private Finding slowdown(SearchMeasurements after) {
    SearchMeasurements before = measured(searchesBefore);
    List<Verdict> verdicts = new ArrayList<>();
    for (SearchTarget target : plan.latency().searches()) {
      verdicts.add(rules.slowdown(before.at(target.k()), after.at(target.k())));
    }
    return Finding.of(
        verdicts, Evidence.of("p95 before and after", FiguresOfChange.p95(before, after)));
  }

  /** Blocks that were asked for since caches were warm. */
  CacheHits cacheHits() throws SQLException {
    return CacheHits.read(connector).since(measured(warm));
  }

  private Finding redLine(
      String name, Function<RedLines, Threshold<Double>> line, Function<Scores, Double> score) {
    EvaluationResult before = measured(answersBefore).evaluation();
    EvaluationResult after = measured(answersAfter).evaluation();
    return Finding.of(
        answerRules.redLine(name, after, score, line),
        Evidence.of(
            name + " before and after",
            FiguresOfChange.score(
                name, before.summary().scores().map(score), after.summary().scores().map(score))));
  }

  private AnswersOnServer answers() throws SQLException {
    return AnswersOnServer.take(workload, connector, plan.redLines().k());
  }

  private SearchMeasurements search() throws SQLException {
    return SearchMeasurements.take(
        connector, workload.searched(), workload.queries(plan.latency().queries()), plan.latency());
  }

  private static <T> T measured(@Nullable T measurement) {
    if (measurement == null) {
      throw new IllegalStateException("The gate that measures this has to run first.");
    }
    return measurement;
  }
}
