package dev.redline.gates;

import dev.redline.change.PhaseChange;
import dev.redline.junit.Gate;
import dev.redline.junit.Judgement;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.index.IndexEvidence;
import dev.redline.phase.observability.Observability;
import dev.redline.phase.tuning.StageJudgement;
import dev.redline.phase.tuning.StageMeasurements;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Sees which statements cost what: gates/stages/observability.yaml, gates/observability.yaml. */
@PhaseGates(value = "observability", order = 2)
@Tag("observability")
@Tag("plan")
class ObservabilityGates extends JudgedChangeGates<Observability> {

  @Gate("What is created besides settings is named, and takes nobody's place")
  @Order(42)
  void mayBeCreated(Observability observability, GateRecord record) throws Exception {
    record.require(observability.mayBeCreated());
  }

  @Gate("What an application runs is seen, call by call")
  @Order(140)
  @Judgement
  void visible(Observability observability, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(observability::visible));
  }

  @Gate("Nearly all of the activity that the server counts is seen")
  @Promise(about = "evidence", threshold = "observability.yaml:coverage")
  @Order(150)
  @Judgement
  void coverage(Observability observability, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(observability::coverage));
  }

  @Gate("Each view shows what goes on")
  @Order(160)
  void views(Observability observability, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(observability::views));
  }

  @Gate("Caches are warm before anything is timed")
  @Promise(about = "searches", breaks = SeverityLevel.MINOR, threshold = "latency.yaml:warm")
  @Order(165)
  void warmUp(StageJudgement judgement, GateRecord record) throws Exception {
    record.require(judgement.measured(StageMeasurements::warmUp));
  }

  @Gate("A slow statement leaves a line in the server's log")
  @Promise(about = "evidence", threshold = "observability.yaml:slow_statement")
  @Order(170)
  @Judgement
  void logging(Observability observability, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(observability::logging));
  }

  @Gate("Indexes are proposed only from evidence, tried on the real table, and dropped again")
  @Promise(about = "searches", threshold = "observability.yaml:indexes")
  @Order(175)
  void indexes(IndexEvidence indexes, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(indexes::proposals));
  }

  @Gate("Seeing it costs no more than the plan allows")
  @Promise(about = "searches", threshold = "observability.yaml:overhead")
  @Order(180)
  @Judgement
  void overhead(Observability observability, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(observability::overhead));
  }
}
