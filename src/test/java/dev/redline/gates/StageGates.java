package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.record.GateRecord;
import dev.redline.run.Discovery;
import dev.redline.run.TuningStage;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/**
 * The gates of a stage, whichever settings it has. They run in order; the first failure ends it.
 */
abstract class StageGates {

  @Gate("The server is one that may be changed")
  @Order(10)
  void mayBeChanged(TuningStage stage, GateRecord record) {
    record.require(stage.mayBeChanged());
  }

  @Gate("Settings, vector indexes and row counts are on record before the change")
  @Order(20)
  void stateBefore(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.recordState());
  }

  @Gate("The dry run names every change and the memory it may take")
  @Order(30)
  void dryRun(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.dryRun());
  }

  @Gate("Nobody else owns a planned setting")
  @Order(40)
  void ownership(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.ownership());
  }

  @Gate("A person has approved what happens to a server that is not throwaway")
  @Order(45)
  void approval(TuningStage stage, GateRecord record) {
    record.require(stage.approval());
  }

  @Gate("The judge of the answers can be trusted, and asked")
  @Order(48)
  void judge(TuningStage stage, GateRecord record) {
    record.require(stage.judgeOfAnswers());
  }

  @Gate("The unchanged server is measured, to compare with")
  @Order(50)
  void measurementsBefore(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.measurements().before());
  }

  @Gate("postgresql.conf has a backup, equal byte for byte")
  @Order(60)
  void backup(TuningStage stage, GateRecord record) {
    record.require(stage.backUp());
  }

  @Gate("postgresql.conf holds the planned values")
  @Order(70)
  void edit(TuningStage stage, GateRecord record) {
    record.require(stage.edit());
  }

  @Gate("The server itself would take the edited postgresql.conf")
  @Order(80)
  void validation(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.validate());
  }

  @Gate("The server restarts")
  @Order(90)
  void restart(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.restart());
  }

  @Gate("The server is healthy after the restart")
  @Order(100)
  @Tag("healthcheck")
  void healthCheckAfter(TuningStage stage, Discovery discovery, GateRecord record)
      throws Exception {
    record.require(discovery.health());
  }

  @Gate("Every planned value is in force, from postgresql.conf, and none waits for a restart")
  @Order(110)
  void inForce(TuningStage stage, GateRecord record) {
    record.require(stage.inForce());
  }

  @Gate("Nothing but the planned settings has changed")
  @Order(120)
  void nothingElseChanged(TuningStage stage, GateRecord record) {
    record.require(stage.nothingElseChanged());
  }

  @Gate("Caches are warm before anything is timed")
  @Order(130)
  void warmUp(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.measurements().warmUp());
  }

  @Gate("The whole evaluation ends within its time")
  @Order(140)
  void evaluation(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.measurements().evaluation());
  }

  @Gate("Precision stays above its red line")
  @Order(150)
  void precision(TuningStage stage, GateRecord record) {
    record.require(stage.measurements().precision());
  }

  @Gate("Recall stays above its red line")
  @Order(151)
  void recall(TuningStage stage, GateRecord record) {
    record.require(stage.measurements().recall());
  }

  @Gate("F1 stays above its red line")
  @Order(152)
  void f1(TuningStage stage, GateRecord record) {
    record.require(stage.measurements().f1());
  }

  @Gate("Answers are not worse than before the change, nor than the accepted baseline")
  @Order(155)
  void regression(TuningStage stage, GateRecord record) {
    record.require(stage.regression());
  }

  @Gate("Vector searches meet p95 and recall at every K, on the HNSW index")
  @Order(160)
  void searches(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.measurements().searches());
  }

  @Gate("Vector searches are not slower than before the change")
  @Order(170)
  void slowdown(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.measurements().slowdown());
  }

  @Gate("Every row and every vector index is still there")
  @Order(200)
  void dataIsThere(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.dataIsThere());
  }

  @Gate("The stage is committed")
  @Order(210)
  void commit(TuningStage stage, GateRecord record) {
    record.require(stage.commit());
  }
}
