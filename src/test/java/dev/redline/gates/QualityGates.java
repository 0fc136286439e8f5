package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.record.GateRecord;
import dev.redline.record.quality.QualityChecklist;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/**
 * Whether a change is fit to be relied on, from the evidence that its build and runs have left.
 * What only a person can supply comes last. Needs no server.
 */
@PhaseGates(value = "quality", order = 19)
@Tag("quality")
class QualityGates {

  @Gate("Every test of this build has passed, on the sources as they are")
  @Promise(about = "the build", threshold = "quality.yaml:tests")
  @Order(10)
  void testsPassing(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.testsPassing());
  }

  @Gate("The edge cases that the plan names have passed in this build")
  @Promise(about = "the build", threshold = "quality.yaml:edge_cases")
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
  @Promise(
      about = "the build",
      threshold = {
        "red-lines.yaml:whole_evaluation",
        "latency.yaml:vector_search",
        "quality.yaml:valid_for"
      })
  @Order(40)
  void performance(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.performance());
  }

  @Gate("The server was put back under this plan, and proven to be as before")
  @Promise(
      about = "the build",
      threshold = {"quality.yaml:rollback", "quality.yaml:valid_for"})
  @Order(50)
  void resilience(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.resilience());
  }

  @Gate("No credential lies in the repository, and each role logs in with its own")
  @Promise(
      about = "the build",
      threshold = {"quality.yaml:roles", "quality.yaml:valid_for"})
  @Order(60)
  void security(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.security());
  }

  @Gate("Somebody has reviewed the resolver and the query policy as they are now")
  @Promise(about = "the build", threshold = "quality.yaml:reviews")
  @Order(70)
  void codeReview(QualityChecklist checklist, GateRecord record) {
    record.require(checklist.codeReview());
  }
}
