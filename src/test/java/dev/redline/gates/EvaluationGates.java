package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.Judgement;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.answers.EvaluationRun;
import dev.redline.record.GateRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Answers that another pipeline gave, in the file that {@code -Deval.input} names. */
@PhaseGates(value = "eval", order = 18)
@Tag("eval")
class EvaluationGates {

  @Gate("The given answers can be read")
  @Order(10)
  void input(EvaluationRun run, GateRecord record) {
    record.require(run.input());
  }

  @Gate("The judge of the given answers can be trusted")
  @Promise(
      about = "answers",
      threshold = {"judge.yaml:pairs", "judge.yaml:kappa", "judge.yaml:asked_again"})
  @Order(15)
  void judge(EvaluationRun run, GateRecord record) {
    record.require(run.judge());
  }

  @Gate("Every given answer is judged, within the time of a whole evaluation")
  @Promise(about = "answers", threshold = "red-lines.yaml:whole_evaluation")
  @Order(20)
  void evaluation(EvaluationRun run, GateRecord record) {
    record.require(run.evaluation());
  }

  @Gate("Precision of the given answers stays above its red line")
  @Promise(about = "answers", threshold = "red-lines.yaml:precision")
  @Order(30)
  @Judgement
  void precision(EvaluationRun run, GateRecord record) {
    record.require(run.precision());
  }

  @Gate("Recall of the given answers stays above its red line")
  @Promise(about = "answers", threshold = "red-lines.yaml:recall")
  @Order(31)
  @Judgement
  void recall(EvaluationRun run, GateRecord record) {
    record.require(run.recall());
  }

  @Gate("F1 of the given answers stays above its red line")
  @Promise(about = "answers", threshold = "red-lines.yaml:f1")
  @Order(32)
  @Judgement
  void f1(EvaluationRun run, GateRecord record) {
    record.require(run.f1());
  }

  @Gate("Every other metric of the given answers keeps the red line that it has")
  @Promise(about = "answers", threshold = "red-lines.yaml:judges")
  @Order(33)
  @Judgement
  void otherRedLines(EvaluationRun run, GateRecord record) {
    record.require(run.otherRedLines());
  }

  @Gate("The given answers are not worse than the accepted baseline")
  @Promise(
      about = "answers",
      threshold = {"baseline.yaml:cases", "baseline.yaml:change", "baseline.yaml:worst_question"})
  @Order(40)
  @Tag("baseline")
  @Judgement
  void regression(EvaluationRun run, GateRecord record) {
    record.require(run.regression());
  }
}
