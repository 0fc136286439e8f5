package dev.redline.workload;

import dev.redline.ltst.EvaluationTurn;
import dev.redline.plan.Plan;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.postgres.Connector;
import dev.redline.rag.evaluation.EvaluationFile;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures answers and searches of a server, and judges them as they stand. Heavy LTST jobs and
 * other evaluations wait while it measures, and it waits for those that are under way: without a
 * turn within the plan's patience it throws {@link dev.redline.ltst.HeldBackException}.
 */
public final class ServerMeasurements {

  private final Plan plan;
  private final Connector connector;
  private final Workload workload;
  private final SearchCheck searchRules;
  private final AnswerCheck answerRules;

  public ServerMeasurements(Plan plan, Connector connector, Workload workload) {
    this.plan = plan;
    this.connector = connector;
    this.workload = workload;
    this.searchRules = new SearchCheck(plan.latency());
    this.answerRules = new AnswerCheck(plan);
  }

  /** What a measurement does once it has its turn. */
  public interface Measurement<T> {
    /** Measures. */
    T take() throws SQLException;
  }

  /** What stands in the place of answers that the plan has nobody judge; empty: they are judged. */
  public Optional<Verdict> notJudged() {
    return workload
        .notJudged()
        .filter(because -> workload.yourAnswers().isEmpty())
        .map(
            because ->
                Verdict.pass(
                    "answers", "not judged, because: " + because, "judged, or the plan's reason"));
  }

  /** Answers every question of the workload, of a user's own each one that has a reference. */
  public AnswersOnServer answers() throws SQLException {
    return answers(evaluationAnew());
  }

  /** The same, without a look at whose fault a fall is. */
  public EvaluationResult evaluationAnew() throws SQLException {
    Optional<YourAnswers> yours = workload.yourAnswers();
    return inTurn(
        () ->
            yours.isPresent()
                ? yours.get().evaluate(connector)
                : workload.evaluate(connector, plan.redLines().k()));
  }

  /** The same; answers and labels of {@code earlier} count again where the passages are equal. */
  public AnswersOnServer answersAgain(EvaluationResult earlier) throws SQLException {
    return answers(inTurn(() -> workload.evaluateAgain(connector, plan.redLines().k(), earlier)));
  }

  /** Answers that were given before, beside the server as it is now. */
  public AnswersOnServer answers(EvaluationResult given) throws SQLException {
    return AnswersOnServer.of(given, workload, connector, plan.redLines().k());
  }

  /** Times every search of the workload at each of its k. */
  public SearchMeasurements search() throws SQLException {
    return inTurn(() -> new SearchMeasurements(workload.searches().measure(connector), List.of()));
  }

  /**
   * The same, and the statements that the server really runs.
   *
   * @param before measured earlier: the same statements are run with the same parameters
   */
  public SearchMeasurements searchesAndStatements(Optional<SearchMeasurements> before)
      throws SQLException {
    return inTurn(
        () ->
            new SearchMeasurements(
                workload.searches().measure(connector),
                workload
                    .searches()
                    .statements(connector, before.map(SearchMeasurements::statements))));
  }

  /** Measures while no heavy LTST job and no other evaluation runs. */
  public <T> T inTurn(Measurement<T> measurement) throws SQLException {
    try (EvaluationTurn turn = EvaluationTurn.begin(connector, plan.isolation().guard())) {
      return measurement.take();
    }
  }

  /** Every case was judged, within the time that the plan allows. */
  public Finding judged(EvaluationResult evaluation) {
    return Finding.of(
        answerRules.evaluation(evaluation),
        Evidence.kept(
            "evaluation",
            "baseline_evaluations/" + EvaluationFile.name(evaluation),
            (WritesItself) file -> EvaluationFile.write(file, evaluation)));
  }

  /** p95, recall, rows and plan of every search at each of its k. */
  public Finding judged(SearchMeasurements searches) {
    List<Verdict> verdicts = new ArrayList<>();
    for (PlannedSearch planned : workload.searches().workload().searches()) {
      verdicts.addAll(searchRules.judge(planned, searches.of(planned.name())));
    }
    return Finding.of(
        verdicts.stream().distinct().toList(),
        Evidence.kept("searches", SearchMeasurements.FILE, searches));
  }
}
