package dev.redline.phase.tuning;

import dev.redline.postgres.Connector;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AnswerCheck;
import dev.redline.workload.ChangedAnswers;
import dev.redline.workload.ServerMeasurements;
import dev.redline.workload.YourAnswers;
import dev.redline.workload.answers.Asking;
import java.sql.SQLException;
import java.util.List;

/** A user's pipeline: what it finds is compared, and only what changed is judged. */
final class ComparedAnswers implements StageAnswers {

  private final Connector connector;
  private final ServerMeasurements server;
  private final YourAnswers yours;
  private final RunJudge judge;
  private final KeptMeasurements kept;
  private final ChangedAnswers answers;

  ComparedAnswers(
      Connector connector,
      ServerMeasurements server,
      YourAnswers yours,
      RunJudge judge,
      KeptMeasurements kept) {
    this.connector = connector;
    this.server = server;
    this.yours = yours;
    this.judge = judge;
    this.kept = kept;
    this.answers = new ChangedAnswers(yours);
  }

  @Override
  public Finding usable() throws SQLException {
    return yours.usable(connector);
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
    List<Asking> known = kept.askings();
    if (known.isEmpty()) {
      server.inTurn(
          () -> {
            answers.askBefore(connector);
            return answers;
          });
      kept.keep(answers.before());
    } else {
      answers.before(known.get(0), known.get(1));
    }
    return Finding.of(
        Verdict.pass(
            "askings of the unchanged server",
            known.isEmpty() ? "2" : "2, kept from before the change",
            "2: what differs between them it varies by itself"));
  }

  @Override
  public Finding passages() throws SQLException {
    return server.inTurn(() -> answers.passages(connector));
  }

  @Override
  public Finding evaluation() {
    return answers.judged();
  }

  @Override
  public Finding redLine(Metric metric) {
    return notHeldAgainstRedLines(AnswerCheck.name(metric));
  }

  @Override
  public Finding otherRedLines() {
    return notHeldAgainstRedLines("other metrics");
  }

  /** A red line takes an evaluation of all answers, which most changes do not touch. */
  private static Finding notHeldAgainstRedLines(String subject) {
    return Finding.of(
        Verdict.pass(
            subject,
            "not judged over all answers: -Dgroups=redline does",
            "compared with the unchanged server, which needs no red line"));
  }

  @Override
  public Finding regression() {
    return answers.answers();
  }
}
