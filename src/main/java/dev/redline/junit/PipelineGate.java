package dev.redline.junit;

import dev.redline.plan.Plan;
import dev.redline.quoting.CauseText;
import dev.redline.rag.Answered;
import dev.redline.rag.Case;
import dev.redline.rag.RagPipeline;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.AnswerRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds the answers of a pipeline in this process against the red lines and the accepted baseline
 * of gates/, in a test of one's own:
 *
 * <pre>{@code
 * @Test
 * void answersKeepTheRedLines() {
 *   try (PipelineGate gate = PipelineGate.ofThisProject()) {
 *     gate.require(cases, question -> Answer.of(service.ask(question), service.passages()));
 *   }
 * }
 * }</pre>
 *
 * No server takes part. Who judges is chosen as in all runs: {@code -Djudge}, or the offline judge.
 */
public final class PipelineGate implements AutoCloseable {

  private final Plan plan;
  private final RunJudge judge;
  private final RunConditions conditions;

  private PipelineGate(Plan plan, RunJudge judge, RunConditions conditions) {
    this.plan = plan;
    this.judge = judge;
    this.conditions = conditions;
  }

  /**
   * By gates/ of the working directory; what it leaves out is as it is shipped.
   *
   * @throws dev.redline.plan.yaml.PlanException if the plan is faulty
   */
  public static PipelineGate ofThisProject() {
    return under(RunConditions.ofThisProcess().withTrialFleet());
  }

  static PipelineGate under(RunConditions conditions) {
    Plan plan = Plan.load(conditions.gates());
    return new PipelineGate(
        plan, RunEvaluation.judge(conditions, plan, System.out::println), conditions);
  }

  /**
   * Asks the pipeline every question and has the answers judged.
   *
   * @param cases at least one, each id once, each with a reference answer
   * @throws IllegalStateException if the pipeline throws, with the id of the question
   */
  public EvaluationResult evaluate(List<Case> cases, RagPipeline pipeline) {
    cases.stream()
        .filter(question -> !question.hasReference())
        .findFirst()
        .ifPresent(
            question -> {
              throw new IllegalArgumentException(
                  "Question %s has no reference answer.".formatted(question.queryId()));
            });
    List<Answered> answers = new ArrayList<>();
    for (Case question : cases) {
      answers.add(answered(question, pipeline));
    }
    GivenAnswers given = GivenAnswers.unjudged(answers);
    judge.announce(judge.estimate(given));
    EvaluationResult first =
        given.evaluate(count -> judge.service().begin("Answers", count), conditions.clock());
    return judge.repeated(first, Optional.empty());
  }

  /**
   * What the plan says of the answers: judged by a judge that can be trusted, all of them; every
   * red line; not worse than the accepted baseline ({@code -Daccept=baseline} accepts them as
   * such).
   */
  public Finding judged(EvaluationResult result) {
    Finding trusted = judge.trusted();
    if (!trusted.passed()) {
      return trusted;
    }
    AnswerCheck check = new AnswerCheck(plan);
    List<Verdict> verdicts = new ArrayList<>(check.evaluation(result));
    for (Metric metric : List.of(Metric.PRECISION, Metric.RECALL, Metric.F1)) {
      verdicts.add(check.redLine(metric, result));
    }
    verdicts.addAll(check.otherRedLines(result));
    Finding redLines = Finding.of(verdicts);
    AnswerRegression regression = new AnswerRegression(plan, accepted(), judge);
    return regression.accepts() && !redLines.passed()
        ? redLines
        : redLines.and(regression.sinceAcceptance(result, null));
  }

  /**
   * Evaluates, and fails the test unless everything passes.
   *
   * @return for more that the test may ask for
   * @throws AssertionError that names every red line which does not pass
   */
  public EvaluationResult require(List<Case> cases, RagPipeline pipeline) {
    EvaluationResult result = evaluate(cases, pipeline);
    List<Verdict> obstacles = judged(result).obstacles();
    if (!obstacles.isEmpty()) {
      throw new AssertionError(
          obstacles.stream().map(Verdict::toString).collect(Collectors.joining("\n")));
    }
    return result;
  }

  private AcceptedBaseline accepted() {
    return AcceptedBaseline.in(
        conditions.metrics(),
        conditions.properties(),
        () -> GitCommit.of(conditions.project()),
        file -> {},
        conditions.clock());
  }

  private static Answered answered(Case question, RagPipeline pipeline) {
    try {
      RagPipeline.Answer answer = pipeline.answer(question.query());
      return new Answered(
          question.queryId(),
          question.query(),
          question.gtAnswer(),
          answer.text(),
          answer.passages());
    } catch (Exception e) {
      throw new IllegalStateException(
          "The pipeline did not answer question %s: %s"
              .formatted(question.queryId(), CauseText.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    judge.close();
  }
}
