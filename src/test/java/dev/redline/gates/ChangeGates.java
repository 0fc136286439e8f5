package dev.redline.gates;

import dev.redline.change.ChangingPhase;
import dev.redline.health.ServerHealth;
import dev.redline.junit.Gate;
import dev.redline.junit.Promise;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;

/**
 * The life cycle of a change, as gates that every changing phase has. They run in order, those of
 * the phase between them; the first failure ends the phase and takes the change back.
 *
 * @param <P> the phase, whose steps they ask
 */
abstract class ChangeGates<P extends ChangingPhase> {

  @Gate("The server is one that may be changed")
  @Order(10)
  void mayBeChanged(P phase, GateRecord record) throws Exception {
    record.require(phase.mayBeChanged());
  }

  @Gate("Settings, vector indexes and row counts are on record before the change")
  @Promise(about = "evidence", breaks = SeverityLevel.CRITICAL)
  @Order(20)
  void stateBefore(P phase, GateRecord record) throws Exception {
    record.require(phase.recordState());
  }

  @Gate("The dry run names everything that would be changed")
  @Promise(about = "the change")
  @Order(30)
  void dryRun(P phase, GateRecord record) throws Exception {
    record.require(phase.dryRun());
  }

  @Gate("Nobody else owns what is to be changed")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL)
  @Order(40)
  void ownership(P phase, GateRecord record) throws Exception {
    record.require(phase.ownership());
  }

  @Gate("A person has approved what happens to a server that is not throwaway")
  @Promise(
      about = "the change",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"approvals.yaml:valid_for", "approvals.yaml:critical"})
  @Order(45)
  void approval(P phase, GateRecord record) throws Exception {
    record.require(phase.decided());
  }

  @Gate("The way back is kept, and proven, before anything is touched")
  @Promise(about = "the way back", breaks = SeverityLevel.BLOCKER)
  @Order(60)
  void keep(P phase, GateRecord record) throws Exception {
    record.require(phase.keep());
  }

  @Gate("The change is written where it belongs")
  @Promise(about = "the change")
  @Order(70)
  void apply(P phase, GateRecord record) throws Exception {
    record.require(phase.apply());
  }

  @Gate("What was written is read back, and would be taken")
  @Promise(about = "the change")
  @Order(80)
  void validation(P phase, GateRecord record) throws Exception {
    record.require(phase.validate());
  }

  @Gate("The change takes effect, with a restart where it needs one")
  @Promise(
      about = "the change",
      breaks = SeverityLevel.BLOCKER,
      threshold = "target.yaml:start_patience")
  @Order(90)
  void takeEffect(P phase, GateRecord record) throws Exception {
    record.require(phase.takeEffect());
  }

  @Gate("The server is healthy after the change")
  @Promise(
      about = "the server",
      breaks = SeverityLevel.BLOCKER,
      threshold = {"health.yaml:server_at_least", "health.yaml:extensions"})
  @Order(100)
  void healthCheckAfter(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.health());
  }

  @Gate("Everything planned is in force, from where it was written")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL, threshold = "{settings}:settings")
  @Order(110)
  void inForce(P phase, GateRecord record) throws Exception {
    record.require(phase.inForce());
  }

  @Gate("Nothing but what was planned has changed")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL)
  @Order(120)
  void nothingElseChanged(P phase, GateRecord record) throws Exception {
    record.require(phase.nothingElseChanged());
  }

  @Gate("Every row and every vector index is still there")
  @Promise(about = "data", breaks = SeverityLevel.BLOCKER)
  @Order(200)
  void dataIsThere(P phase, GateRecord record) throws Exception {
    record.require(phase.dataIsThere());
  }

  @Gate("The change is committed")
  @Promise(about = "the change", threshold = "approvals.yaml:valid_for")
  @Order(210)
  void commit(P phase, GateRecord record) throws Exception {
    record.require(phase.commit());
  }
}
