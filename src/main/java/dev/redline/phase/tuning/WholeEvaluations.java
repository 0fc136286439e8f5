package dev.redline.phase.tuning;

import dev.redline.change.ChangeFigures;
import dev.redline.plan.Plan;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.AnswerRegression;
import dev.redline.workload.AnswersOnServer;
import dev.redline.workload.ServerMeasurements;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every question is answered and judged before the change and after it: a demo's few are cheap. */
final class WholeEvaluations implements StageAnswers {

  private final ServerMeasurements server;
  private final RunJudge judge;
  private final AnswerRegression regression;
  private final AnswerCheck check;
  private final KeptMeasurements kept;
  private @Nullable AnswersOnServer before;
  private @Nullable AnswersOnServer after;

  WholeEvaluations(
      Plan plan,
      ServerMeasurements server,
      RunJudge judge,
      AnswerRegression regression,
      KeptMeasurements kept) {
    this.server = server;
    this.judge = judge;
    this.regression = regression;
    this.check = new AnswerCheck(plan);
    this.kept = kept;
  }

  @Override
  public Finding usable() {
    return Finding.of(
        Verdict.pass("who answers", "the built-in pipeline", "one that can be asked"));
  }

  @Override
  public Finding judge() {
    return judge.trusted();
  }

  @Override
  public Finding judgeAvailable() {
    return judge.ready();
  }

  @Override
  public Finding before() throws SQLException {
    Optional<EvaluationResult> known = kept.evaluation();
    AnswersOnServer answers = known.isPresent() ? server.answers(known.get()) : server.answers();
    before = answers;
    Verdict complete = check.complete(answers.evaluation());
    if (complete.passed()) {
      kept.keep(answers.evaluation());
    }
    return Finding.of(
        complete, Evidence.of("evaluation before", answers.evaluation().summary()), judge.cost());
  }

  @Override
  public Finding passages() {
    return Finding.of(
        Verdict.pass("passages", "not compared alone: every answer is judged", "as before"));
  }

  @Override
  public Finding evaluation() throws SQLException {
    AnswersOnServer answers = server.answersAgain(measured(before).evaluation());
    after = answers;
    EvaluationResult evaluation = answers.evaluation();
    return server.judged(evaluation).and(Finding.of(AnswerCheck.reused(evaluation), judge.cost()));
  }

  @Override
  public Finding redLine(Metric metric) {
    EvaluationResult was = measured(before).evaluation();
    EvaluationResult is = measured(after).evaluation();
    String name = AnswerCheck.name(metric);
    return Finding.of(
        check.redLineOfStage(metric, is),
        Evidence.of(
            name + " before and after",
            ChangeFigures.score(name, was.mean(metric), is.mean(metric))));
  }

  @Override
  public Finding otherRedLines() {
    return Finding.of(check.otherRedLines(measured(after).evaluation()));
  }

  @Override
  public Finding regression() {
    return regression.sinceTheChange(measured(before), measured(after));
  }

  private static AnswersOnServer measured(@Nullable AnswersOnServer answers) {
    if (answers == null) {
      throw new IllegalStateException("The gate that measures this has to run first.");
    }
    return answers;
  }
}
