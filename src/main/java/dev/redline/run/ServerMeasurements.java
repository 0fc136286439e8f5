package dev.redline.run;

import dev.redline.plan.LatencyTargets.SearchTarget;
import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.rag.EvaluationFile;
import dev.redline.rag.EvaluationResult;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Measures answers and searches of a server, and judges them as they stand. */
final class ServerMeasurements {

  private final Plan plan;
  private final Connector connector;
  private final Workload workload;
  private final SearchRules searchRules;
  private final AnswerRules answerRules;

  ServerMeasurements(Plan plan, Connector connector, Workload workload) {
    this.plan = plan;
    this.connector = connector;
    this.workload = workload;
    this.searchRules = new SearchRules(plan.latency());
    this.answerRules = new AnswerRules(plan.redLines());
  }

  /** Answers every question of the workload. */
  AnswersOnServer answers() throws SQLException {
    return AnswersOnServer.take(workload, connector, plan.redLines().k());
  }

  /** Times searches at every k of the plan. */
  SearchMeasurements search() throws SQLException {
    return SearchMeasurements.take(
        connector, workload.searched(), workload.queries(plan.latency().queries()), plan.latency());
  }

  /** Every case was judged, within the time that the plan allows. */
  Finding judged(EvaluationResult evaluation) {
    return Finding.of(
        List.of(answerRules.complete(evaluation), answerRules.inTime(evaluation)),
        Evidence.kept(
            "evaluation",
            "baseline_evaluations/" + EvaluationFile.name(evaluation),
            (WritesItself) file -> EvaluationFile.write(file, evaluation)));
  }

  /** p95, recall, rows and plan at every k of the plan. */
  Finding judged(SearchMeasurements searches) {
    List<Verdict> verdicts = new ArrayList<>();
    for (SearchTarget target : plan.latency().searches()) {
      verdicts.addAll(searchRules.judge(target, searches));
    }
    return Finding.of(
        verdicts.stream().distinct().toList(),
        Evidence.kept("searches", SearchMeasurements.FILE, searches));
  }
}
