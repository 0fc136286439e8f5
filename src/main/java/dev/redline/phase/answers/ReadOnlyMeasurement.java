package dev.redline.phase.answers;

import dev.redline.change.PhaseContext;
import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.QueryMetrics;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AcceptedFloors;
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.AnswerRegression;
import dev.redline.workload.AnswersOnServer;
import dev.redline.workload.Floors;
import dev.redline.workload.ServerMeasurements;
import dev.redline.workload.Workload;
import dev.redline.workload.YourAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers and searches of a server that nobody changes: it is read, and held against the plan.
 * Where nobody has said what the server is measured with, nothing can be said.
 */
public final class ReadOnlyMeasurement {

  private static final int ROUNDS = 3;

  private final Plan plan;
  private final AcceptedFloors floors;
  private final Optional<AnswerRegression> regression;
  private final Optional<RunJudge> judge;
  private final Optional<ServerMeasurements> server;
  private AnswerCheck check;
  private final Optional<YourAnswers> yours;
  private final Connector connector;
  private @Nullable AnswersOnServer answers;
  private @Nullable Verdict acceptance;

  /** Opens nothing yet. */
  public ReadOnlyMeasurement(PhaseContext context, AcceptedFloors floors) {
    this.plan = context.plan();
    this.floors = floors;
    this.check = new AnswerCheck(plan);
    this.judge = context.workload().map(Workload::judge);
    this.regression = judge.map(who -> new AnswerRegression(plan, context.accepted(), who));
    this.yours = context.workload().flatMap(Workload::yourAnswers);
    this.connector = context.connector();
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

  /** Who answers can be asked; who judges can be trusted, and can be asked. */
  public Finding judge() throws SQLException {
    Finding found =
        notJudged()
            .or(() -> judge.map(who -> who.trusted().and(who.available())))
            .orElseGet(() -> nothingToMeasure("answers"));
    return yours.isPresent() ? yours.get().usable(connector).and(found) : found;
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
    return ofAnswers(given -> Finding.of(check.otherRedLines(given.evaluation())));
  }

  private Finding redLine(Metric metric) throws SQLException {
    return ofAnswers(
        given -> {
          Optional<Verdict> accepted = accepted(given.evaluation());
          Finding judged = Finding.of(check.redLine(metric, given.evaluation()));
          return accepted.map(verdict -> Finding.of(verdict).and(judged)).orElse(judged);
        });
  }

  /** Red lines are made before the first of them is looked at, where that is asked for. */
  private Optional<Verdict> accepted(EvaluationResult first) throws SQLException {
    if (acceptance == null && floors.asked() && first.summary().complete()) {
      acceptance = accept(first);
    }
    return Optional.ofNullable(acceptance);
  }

  private Verdict accept(EvaluationResult first) throws SQLException {
    List<List<QueryMetrics>> rounds = new ArrayList<>(List.of(scores(first)));
    while (rounds.size() < ROUNDS) {
      EvaluationResult again = server.orElseThrow().evaluationAnew();
      List<QueryMetrics> scores =
          again.summary().complete() ? judge.orElseThrow().scoresAnew(again) : List.of();
      if (scores.size() < again.summary().cases()) {
        return Verdict.inconclusive(
            "cases judged in run " + (rounds.size() + 1),
            Integer.toString(scores.size()),
            Integer.toString(again.summary().cases()),
            "read the replies that could not be used, and run again");
      }
      rounds.add(scores);
    }
    try {
      AcceptedFloors.Outcome outcome =
          floors.accept(
              first.summary().judge().name(),
              Floors.ofRounds(rounds, plan.baseline()),
              plan.redLines());
      check = check.by(outcome.redLines());
      return outcome.verdict();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<QueryMetrics> scores(EvaluationResult complete) {
    return complete.results().stream().map(judged -> judged.metrics().orElseThrow()).toList();
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
