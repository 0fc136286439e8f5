package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.Judgement;
import dev.redline.junit.Judgements;
import dev.redline.junit.Promise;
import dev.redline.phase.tuning.Rehearsal;
import dev.redline.phase.tuning.StageAnswers;
import dev.redline.phase.tuning.StageJudgement;
import dev.redline.phase.tuning.StageMeasurements;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.rag.metric.Metric;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;

/** The gates of a stage: its settings, and what they did to answers and searches. */
abstract class StageGates extends JudgedChangeGates<TuningStage> {

  @Gate("The evidence tells whether the stage is called for")
  @Promise(about = "evidence", threshold = "{settings}:justified_by")
  @Order(5)
  void calledFor(TuningStage stage, GateRecord record) {
    record.require(stage.calledFor());
  }

  @Gate("Every search goes the way that it is there for, which is known before a person decides")
  @Promise(about = "searches", breaks = SeverityLevel.CRITICAL)
  @Order(41)
  void onTheirIndexes(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.measured(StageMeasurements::onTheirIndexes));
  }

  @Gate("Who answers the plan's questions can be asked, which is known before a person decides")
  @Promise(about = "answers", breaks = SeverityLevel.CRITICAL, threshold = "baseline.yaml:cases")
  @Order(42)
  void answerer(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.answerer());
  }

  @Gate("The judge of the answers can be trusted, and asked")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"judge.yaml:pairs", "judge.yaml:kappa", "judge.yaml:asked_again"})
  @Order(43)
  void judge(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.judgeOfAnswers());
  }

  @Gate("The unchanged server is measured, to compare with")
  @Promise(about = "searches")
  @Order(50)
  void measurementsBefore(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.before());
  }

  @Gate("The new values start on a twin, or the record says that there is none")
  @Promise(about = "rehearsal", breaks = SeverityLevel.CRITICAL)
  @Order(52)
  void rehearsal(TuningStage stage, Rehearsal rehearsal, GateRecord record) throws Exception {
    record.require(rehearsal.boots(stage.toRehearse()));
  }

  @Gate("Every new value is in force on the twin")
  @Promise(about = "rehearsal", breaks = SeverityLevel.CRITICAL, threshold = "{settings}:settings")
  @Order(53)
  void rehearsedInForce(Rehearsal rehearsal, GateRecord record) throws Exception {
    record.require(rehearsal.inForce());
  }

  @Gate("Searches on the twin keep their plans and their recall")
  @Promise(
      about = "rehearsal",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"latency.yaml:vector_search", "workload.yaml:searches"})
  @Order(54)
  @Judgement
  void rehearsedSearches(Rehearsal rehearsal, GateRecord record) throws Exception {
    record.require(rehearsal.searches());
  }

  @Gate("Searches on the twin are not slower than with the old values, in pairs")
  @Promise(
      about = "rehearsal",
      breaks = SeverityLevel.CRITICAL,
      threshold = "latency.yaml:slowdown")
  @Order(55)
  @Judgement
  void rehearsedSlowdown(Rehearsal rehearsal, GateRecord record) throws Exception {
    record.require(rehearsal.slowdown());
  }

  @Gate("Answers from the twin are as good as with the old values, or nobody is named who answers")
  @Promise(
      about = "rehearsal",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"baseline.yaml:change", "baseline.yaml:worst_question"})
  @Order(56)
  @Judgement
  void rehearsedAnswers(Rehearsal rehearsal, GateRecord record) throws Exception {
    record.require(rehearsal.answers());
  }

  @Gate("Everything that was judged on the twin has passed")
  @Promise(about = "rehearsal", breaks = SeverityLevel.CRITICAL)
  @Order(58)
  void rehearsalPassed(Judgements judgements, GateRecord record) {
    record.require(judgements.all());
  }

  @Gate("Caches are warm before anything is timed")
  @Promise(about = "searches", breaks = SeverityLevel.MINOR, threshold = "latency.yaml:warm")
  @Order(130)
  void warmUp(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.measured(StageMeasurements::warmUp));
  }

  @Gate("Passages are found as before the change, which takes no judge")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.BLOCKER,
      threshold = {"workload.yaml:answers", "baseline.yaml:cases"})
  @Order(135)
  @Judgement
  void passages(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.answers(StageAnswers::passages));
  }

  @Gate("The whole evaluation ends within its time")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.CRITICAL,
      threshold = "red-lines.yaml:whole_evaluation")
  @Order(140)
  @Judgement
  void evaluation(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.answers(StageAnswers::evaluation));
  }

  @Gate("Precision stays above its red line")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.BLOCKER,
      threshold = "red-lines.yaml:precision")
  @Order(150)
  @Judgement
  void precision(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.answers(answers -> answers.redLine(Metric.PRECISION)));
  }

  @Gate("Recall stays above its red line")
  @Promise(about = "answers", breaks = SeverityLevel.BLOCKER, threshold = "red-lines.yaml:recall")
  @Order(151)
  @Judgement
  void recall(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.answers(answers -> answers.redLine(Metric.RECALL)));
  }

  @Gate("F1 stays above its red line")
  @Promise(about = "answers", breaks = SeverityLevel.BLOCKER, threshold = "red-lines.yaml:f1")
  @Order(152)
  @Judgement
  void f1(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.answers(answers -> answers.redLine(Metric.F1)));
  }

  @Gate("Every other metric keeps the red line that it has")
  @Promise(about = "answers", threshold = "red-lines.yaml:judges")
  @Order(153)
  @Judgement
  void otherRedLines(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.answers(StageAnswers::otherRedLines));
  }

  @Gate("Answers are not worse than before the change, nor than the accepted baseline")
  @Promise(
      about = "answers",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"baseline.yaml:cases", "baseline.yaml:change", "baseline.yaml:worst_question"})
  @Order(155)
  @Judgement
  void regression(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.regression());
  }

  @Gate("No vector search fell from its index, and no statement has a worse plan or time")
  @Promise(
      about = "searches",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"workload.yaml:statements", "latency.yaml:slowdown"})
  @Order(158)
  @Judgement
  void plans(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.measured(StageMeasurements::plans));
  }

  @Gate("Vector searches meet p95 and recall at every K, on the HNSW index")
  @Promise(
      about = "searches",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"latency.yaml:vector_search", "workload.yaml:searches"})
  @Order(160)
  @Judgement
  void searches(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.measured(StageMeasurements::searches));
  }

  @Gate("Vector searches are not slower than before the change")
  @Promise(about = "searches", breaks = SeverityLevel.CRITICAL, threshold = "latency.yaml:slowdown")
  @Order(170)
  @Judgement
  void slowdown(StageJudgement judgement, Rehearsal rehearsal, GateRecord record) throws Exception {
    record.require(judgement.slowdown(rehearsal));
  }

  @Gate("The cache hit ratio is on record, for the stage that comes next")
  @Promise(about = "evidence", breaks = SeverityLevel.MINOR)
  @Order(180)
  void evidenceForLater(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.evidenceForLater());
  }
}
