package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.propose.Propose;
import dev.redline.record.GateRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Proposes what to do with a server, anywhere and without a superuser; changes nothing. */
@PhaseGates(value = "propose", order = 17)
@Tag("propose")
class ProposeGates {

  @Gate("The rights of the account are on record, with one script that grants what is missing")
  @Order(10)
  void rights(Propose propose, GateRecord record) throws Exception {
    record.require(propose.rights());
  }

  @Gate("What each HNSW index takes to be built in memory is foretold")
  @Order(20)
  void builds(Propose propose, GateRecord record) throws Exception {
    record.require(propose.builds());
  }

  @Gate("Each proposed setting has a value and a reason, and nothing that is better is lowered")
  @Order(30)
  void settings(Propose propose, GateRecord record) throws Exception {
    record.require(propose.settings());
  }

  @Gate("What measuring may take of the server is said, or proposed by what the server does")
  @Order(35)
  void load(Propose propose, GateRecord record) throws Exception {
    record.require(propose.load());
  }

  @Gate("No vector index is invalid, double, useless, broken or without recall")
  @Promise(about = "searches", threshold = "propose.yaml:indexes")
  @Order(40)
  void indexes(Propose propose, GateRecord record) throws Exception {
    record.require(propose.indexes());
  }
}
