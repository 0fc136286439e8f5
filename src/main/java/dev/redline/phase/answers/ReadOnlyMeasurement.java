package dev.redline.phase.answers;

import dev.redline.change.PhaseContext;
import dev.redline.plan.Plan;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.AnswerRegression;
import dev.redline.workload.AnswersOnServer;
import dev.redline.workload.ServerMeasurements;
import dev.redline.workload.Workload;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers and searches of a server that nobody changes: it is read, and held against the plan.
 * Where nobody has said what the server is measured with, nothing can be said.
 */
public final class ReadOnlyMeasurement {

  private final AnswerCheck rules;
  private final Optional<AnswerRegression> regression;
  private final Optional<RunJudge> judge;
  private final Optional<ServerMeasurements> server;
  private @Nullable AnswersOnServer answers;

  /** Opens nothing yet. */
  public ReadOnlyMeasurement(PhaseContext context) {
    Plan plan = context.plan();
    this.rules = new AnswerCheck(plan);
    this.judge = context.workload().map(Workload::judge);
    this.regression = judge.map(who -> new AnswerRegression(plan, context.accepted(), who));
    this.server =
        context.workload().map(load -> new ServerMeasurements(plan, context.connector(), load));
  }

  /** Searches meet p95, recall and rows at every k of the plan, on the HNSW index. */
  public Finding searches() throws SQLException {
    if (server.isEmpty()) {
      return nothingToMeasure("searches");
    }
    return server.get().judged(server.get().search());
  }

  /** Who judges can be trusted, and can be asked. */
  public Finding judge() {
    return notJudged()
        .or(() -> judge.map(who -> who.trusted().and(who.available())))
        .orElseGet(() -> nothingToMeasure("answers"));
  }

  /** Every case is judged, within the time that the plan allows. */
  public Finding evaluation() throws SQLException {
    return ofAnswers(given -> server.orElseThrow().judged(given.evaluation()));
  }

  /** Precision is above its red line. */
  public Finding precision() throws SQLException {
    return redLine(Metric.PRECISION);
  }

  /** Recall is above its red line. */
  public Finding recall() throws SQLException {
    return redLine(Metric.RECALL);
  }

  /** F1 is above its red line. */
  public Finding f1() throws SQLException {
    return redLine(Metric.F1);
  }

  /** Answers are not worse than the accepted baseline, where there is one. */
  public Finding regression() throws SQLException {
    if (notJudged().isPresent()) {
      return notJudged().get();
    }
    return regression.isEmpty() ? nothingToMeasure("answers") : regression.get().asItIs(answers());
  }

  /** Every other metric that has a red line is within it. */
  public Finding otherRedLines() throws SQLException {
    return ofAnswers(given -> Finding.of(rules.otherRedLines(given.evaluation())));
  }

  private Finding redLine(Metric metric) throws SQLException {
    return ofAnswers(given -> Finding.of(rules.redLine(metric, given.evaluation())));
  }

  /** What is said of answers; of a workload that has nobody's answers judged, that it has not. */
  private Finding ofAnswers(AnswerStep step) throws SQLException {
    if (server.isEmpty()) {
      return nothingToMeasure("answers");
    }
    Optional<Finding> notJudged = notJudged();
    return notJudged.isPresent() ? notJudged.get() : step.of(answers());
  }

  private interface AnswerStep {
    Finding of(AnswersOnServer answers) throws SQLException;
  }

  private Optional<Finding> notJudged() {
    return server.flatMap(ServerMeasurements::notJudged).map(Finding::of);
  }

  private AnswersOnServer answers() throws SQLException {
    if (answers == null) {
      answers = server.orElseThrow().answers();
    }
    return answers;
  }

  private static Finding nothingToMeasure(String subject) {
    return Finding.of(
        Verdict.inconclusive(
            subject,
            "nothing to measure this server with",
            "gates/workload.yaml",
            "have it proposed: mvn verify -Dgroups=discovery -Daccept=workload"));
  }
}
