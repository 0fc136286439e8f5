package dev.redline.gates;

import dev.redline.change.PhaseChange;
import dev.redline.junit.Gate;
import dev.redline.junit.Judgement;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.isolation.InterferencePhase;
import dev.redline.phase.isolation.Isolation;
import dev.redline.record.GateRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Evaluation and LTST on one server, out of one another's way: gates/isolation.yaml. */
@PhaseGates(value = "isolation", order = 4)
@Tag("isolation")
@Tag("plan")
class IsolationGates extends JudgedChangeGates<Isolation> {

  @Gate("Temporary files and time beyond a role's limits end its statement")
  @Promise(
      about = "roles",
      threshold = {"isolation.yaml:temp_file_limit", "isolation.yaml:statement_timeout"})
  @Order(122)
  void limitsBite(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.limitsBite());
  }

  @Gate("Each role has a password of its own, stored as a SCRAM verifier")
  @Order(124)
  void credentials(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.credentials());
  }

  @Gate("pg_stat_activity tells evaluation from LTST by application_name")
  @Promise(about = "roles", threshold = "isolation.yaml:application_name")
  @Order(126)
  void toldApart(Isolation isolation, GateRecord record) throws Exception {
    record.require(isolation.toldApart());
  }

  @Gate("LTST remembers conversations under its own role")
  @Order(128)
  void conversations(InterferencePhase server, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(server::conversations));
  }

  @Gate("Searches and answers are measured alone, beside guarded and beside unguarded load")
  @Order(130)
  void measure(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::measure));
  }

  @Gate("The guard lets no more LTST operations run at once than it may")
  @Promise(about = "LTST", threshold = "isolation.yaml:guard")
  @Order(140)
  @Judgement
  void atOnce(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::atOnce));
  }

  @Gate("No heavy LTST job runs beside an evaluation")
  @Order(150)
  @Judgement
  void heavy(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::heavy));
  }

  @Gate("Answers beside guarded load are those of an evaluation alone")
  @Promise(about = "answers", threshold = "isolation.yaml:score_change")
  @Order(160)
  @Judgement
  void answers(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::answers));
  }

  @Gate("Searches beside guarded load are not slowed down beyond the limit")
  @Promise(
      about = "searches",
      threshold = {"isolation.yaml:p95", "isolation.yaml:ignored_below"})
  @Order(170)
  @Judgement
  void slowdown(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::slowdown));
  }

  @Gate("Memory, cache hits and who waits for whom are on record under both roles")
  @Promise(about = "the server", threshold = "isolation.yaml:contention")
  @Order(175)
  @Judgement
  void contention(InterferencePhase server, PhaseChange change, GateRecord record)
      throws Exception {
    record.require(change.measured(server::contention));
  }

  @Gate("Each workload has used its own cache and no other")
  @Promise(about = "answers", threshold = "isolation.yaml:caches")
  @Order(180)
  @Judgement
  void caches(InterferencePhase server, PhaseChange change, GateRecord record) throws Exception {
    record.require(change.measured(server::caches));
  }

  @Gate("The load has left nothing behind")
  @Order(190)
  void cleanedUp(InterferencePhase server, GateRecord record) throws Exception {
    record.require(server.cleanedUp());
  }
}
