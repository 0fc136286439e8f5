package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.Judgement;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.answers.ReadOnlyMeasurement;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Judges the answers that the server as it is allows for; changes nothing. */
@PhaseGates(value = "redline", order = 9)
@Tag("redline")
class RedLineGates {

  @Gate("The judge of answers on the server as it is can be trusted, and asked")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"judge.yaml:pairs", "judge.yaml:kappa", "judge.yaml:asked_again"})
  @Order(5)
  void judge(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.judge());
  }

  @Gate("Every case is judged on the server as it is, within the time of a whole evaluation")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.CRITICAL,
      threshold = "red-lines.yaml:whole_evaluation")
  @Order(10)
  void evaluation(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.evaluation());
  }

  @Gate("Precision on the server as it is stays above its red line")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.BLOCKER,
      threshold = "red-lines.yaml:precision")
  @Order(20)
  @Judgement
  void precision(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.precision());
  }

  @Gate("Recall on the server as it is stays above its red line")
  @Promise(about = "answers", breaks = SeverityLevel.BLOCKER, threshold = "red-lines.yaml:recall")
  @Order(21)
  @Judgement
  void recall(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.recall());
  }

  @Gate("F1 on the server as it is stays above its red line")
  @Promise(about = "answers", breaks = SeverityLevel.BLOCKER, threshold = "red-lines.yaml:f1")
  @Order(22)
  @Judgement
  void f1(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.f1());
  }

  @Gate("Every other metric on the server as it is keeps the red line that it has")
  @Promise(about = "answers", threshold = "red-lines.yaml:judges")
  @Order(23)
  @Judgement
  void otherRedLines(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.otherRedLines());
  }

  @Gate("Answers on the server as it is are not worse than the accepted baseline, if there is one")
  @Promise(
      about = "answers",
      threshold = {"baseline.yaml:cases", "baseline.yaml:change", "baseline.yaml:worst_question"})
  @Order(30)
  @Judgement
  void regression(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.regression());
  }
}
