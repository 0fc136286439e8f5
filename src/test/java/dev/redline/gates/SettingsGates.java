package dev.redline.gates;

import dev.redline.change.PhaseChange;
import dev.redline.health.ServerHealth;
import dev.redline.junit.Gate;
import dev.redline.junit.Promise;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;

/**
 * The gates of a phase that changes settings, whichever. They run in order; the first failure ends
 * it.
 */
abstract class SettingsGates {

  @Gate("The server is one that may be changed")
  @Order(10)
  void mayBeChanged(PhaseChange change, GateRecord record) throws Exception {
    record.require(change.mayBeChanged());
  }

  @Gate("Settings, vector indexes and row counts are on record before the change")
  @Promise(about = "evidence", breaks = SeverityLevel.CRITICAL)
  @Order(20)
  void stateBefore(PhaseChange change, GateRecord record) throws Exception {
    record.require(change.recordState());
  }

  @Gate("The dry run names every change and the memory it may take")
  @Promise(about = "the change")
  @Order(30)
  void dryRun(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.dryRun());
  }

  @Gate("Nobody else owns a planned setting")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL)
  @Order(40)
  void ownership(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.ownership());
  }

  @Gate("A person has approved what happens to a server that is not throwaway")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL)
  @Order(45)
  void approval(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.approval());
  }

  @Gate("postgresql.conf has a backup, equal byte for byte")
  @Promise(about = "the way back", breaks = SeverityLevel.BLOCKER)
  @Order(60)
  void backup(TuningStage stage, GateRecord record) {
    record.require(stage.backUp());
  }

  @Gate("postgresql.conf holds the planned values")
  @Promise(about = "the change")
  @Order(70)
  void edit(TuningStage stage, GateRecord record) {
    record.require(stage.edit());
  }

  @Gate("The server itself would take the edited postgresql.conf")
  @Promise(about = "the change")
  @Order(80)
  void validation(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.validate());
  }

  @Gate("The server restarts")
  @Promise(about = "the change", breaks = SeverityLevel.BLOCKER)
  @Order(90)
  void restart(TuningStage stage, GateRecord record) throws Exception {
    record.require(stage.restart());
  }

  @Gate("The server is healthy after the restart")
  @Promise(about = "the server", breaks = SeverityLevel.BLOCKER)
  @Order(100)
  void healthCheckAfter(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.health());
  }

  @Gate("Every planned value is in force, from postgresql.conf, and none waits for a restart")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL)
  @Order(110)
  void inForce(TuningStage stage, GateRecord record) {
    record.require(stage.inForce());
  }

  @Gate("Nothing but the planned settings has changed")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL)
  @Order(120)
  void nothingElseChanged(TuningStage stage, GateRecord record) {
    record.require(stage.nothingElseChanged());
  }

  @Gate("Every row and every vector index is still there")
  @Promise(about = "data", breaks = SeverityLevel.BLOCKER)
  @Order(200)
  void dataIsThere(PhaseChange change, GateRecord record) throws Exception {
    record.require(change.dataIsThere());
  }

  @Gate("The change is committed")
  @Promise(about = "the change")
  @Order(210)
  void commit(TuningStage stage, GateRecord record) {
    record.require(stage.commit());
  }
}
