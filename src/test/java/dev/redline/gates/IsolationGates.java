package dev.redline.gates;

import dev.redline.change.PhaseChange;
import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.phase.isolation.InterferencePhase;
import dev.redline.phase.isolation.Isolation;
import dev.redline.record.GateRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Evaluation and LTST on one server, out of one another's way: gates/isolation.yaml. */
@PhaseGates("isolation")
@Order(4)
@Tag("isolation")
@Tag("plan")
class IsolationGates {

  @Gate("The server is one that may be changed")
  @Order(10)
  void mayBeChanged(PhaseChange change, GateRecord record) throws Exception {
    record.require(change.mayBeChanged());
  }

  @Gate("Settings, vector indexes and row counts are on record before the change")
  @Order(20)
  void stateBefore(PhaseChange change, GateRecord record) throws Exception {
    record.require(change.recordState());
  }

  @Gate("The dry run names every role, limit and grant, and nothing stands in the way")
  @Order(30)
  void dryRun(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.dryRun());
  }

  @Gate("A person has approved what happens to a server that is not throwaway")
  @Order(45)
  void approval(Isolation isolation, GateRecord record) {
    record.require(isolation.approval());
  }

  @Gate("Each workload has a role of its own, as the plan describes it")
  @Order(50)
  void roles(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.createRoles());
  }

  @Gate("Sessions of each role have its limits, from the role itself")
  @Order(60)
  void limitsInForce(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.limitsInForce());
  }

  @Gate("Temporary files and time beyond a role's limits end its statement")
  @Order(65)
  void limitsBite(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.limitsBite());
  }

  @Gate("Each role has a password of its own, stored as a SCRAM verifier")
  @Order(70)
  void credentials(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.credentials());
  }

  @Gate("pg_stat_activity tells evaluation from LTST by application_name")
  @Order(75)
  void toldApart(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.toldApart());
  }

  @Gate("LTST remembers conversations under its own role")
  @Order(80)
  void conversations(InterferencePhase server, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(server::conversations));
  }

  @Gate("Searches and answers are measured alone, beside guarded and beside unguarded load")
  @Order(90)
  void measure(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::measure));
  }

  @Gate("The guard lets no more LTST operations run at once than it may")
  @Order(100)
  void atOnce(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::atOnce));
  }

  @Gate("No heavy LTST job runs beside an evaluation")
  @Order(110)
  void heavy(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::heavy));
  }

  @Gate("Answers beside guarded load are those of an evaluation alone")
  @Order(120)
  void answers(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::answers));
  }

  @Gate("Searches beside guarded load are not slowed down beyond the limit")
  @Order(130)
  void slowdown(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::slowdown));
  }

  @Gate("Memory, cache hits and who waits for whom are on record under both roles")
  @Order(140)
  void contention(InterferencePhase server, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(server::contention));
  }

  @Gate("Each workload has used its own cache and no other")
  @Order(150)
  void caches(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::caches));
  }

  @Gate("The load has left nothing behind")
  @Order(190)
  void cleanedUp(InterferencePhase server, GateRecord record) throws Exception {
    record.require(server.cleanedUp());
  }

  @Gate("Every row and every vector index is still there")
  @Order(200)
  void dataIsThere(PhaseChange change, GateRecord record) throws Exception {
    record.require(change.dataIsThere());
  }

  @Gate("The change is committed")
  @Order(210)
  void commit(PhaseChange change, GateRecord record) {
    record.require(change.commit());
  }
}
