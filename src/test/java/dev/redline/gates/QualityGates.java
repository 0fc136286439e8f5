package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import dev.redline.record.quality.QualityChecklist;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/**
 * Whether a change is fit to be relied on, from the evidence that its build and runs have left.
 * What only a person can supply comes last. Needs no server.
 */
@PhaseGates("quality")
@Order(18)
@Tag("quality")
class QualityGates {

  @Gate("Every test of this build has passed, on the sources as they are")
  @Order(10)
  void testsPassing(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.testsPassing());
  }

  @Gate("The edge cases that the plan names have passed in this build")
  @Order(20)
  void edgeCases(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.edgeCases());
  }

  @Gate(
      "The README tells of every tag, option and file of gates/, and of nothing that is not there")
  @Order(30)
  void documentation(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.documentation());
  }

  @Gate("The whole evaluation and vector searches are measured under this plan, within its limits")
  @Order(40)
  void performance(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.performance());
  }

  @Gate("The server was put back under this plan, and proven to be as before")
  @Order(50)
  void resilience(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.resilience());
  }

  @Gate("No credential lies in the repository, and each role logs in with its own")
  @Order(60)
  void security(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.security());
  }

  @Gate("Somebody has reviewed the resolver and the query policy as they are now")
  @Order(70)
  void codeReview(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.codeReview());
  }
}
