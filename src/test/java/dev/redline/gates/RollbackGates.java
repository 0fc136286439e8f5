package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.policy.PolicyOff;
import dev.redline.phase.resolver.AdoptionTrial;
import dev.redline.phase.rollback.RollbackScenarios;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** The ways back, each tried out with settings of its own: gates/stages/rollback.yaml. */
@PhaseGates(value = "rollback", order = 13)
@Tag("rollback")
class RollbackGates extends ChangeGates<TuningStage> {

  @Gate("What is created besides settings is named, and takes nobody's place")
  @Order(42)
  void mayBeCreated(RollbackScenarios scenarios, GateRecord record) throws Exception {
    record.require(scenarios.mayBeCreated());
  }

  @Gate("The one line for a person takes the settings back, and the server runs as before")
  @Promise(about = "the way back", breaks = SeverityLevel.BLOCKER)
  @Order(130)
  void configurationByHand(RollbackScenarios scenarios, GateRecord record) throws Exception {
    record.require(scenarios.configurationByHand());
  }

  @Gate("Applied once more, the settings are taken back by the harness, and nothing is left")
  @Promise(about = "the way back", breaks = SeverityLevel.BLOCKER)
  @Order(140)
  void configurationByHarness(RollbackScenarios scenarios, GateRecord record) throws Exception {
    record.require(scenarios.configurationByHarness());
  }

  @Gate("The one line for a person removes an extension, and nothing is left")
  @Promise(about = "the way back", breaks = SeverityLevel.BLOCKER)
  @Order(150)
  void extensionByHand(RollbackScenarios scenarios, GateRecord record) {
    record.require(scenarios.extensionByHand());
  }

  @Gate("The query-time policy is in force in the transaction of a search")
  @Order(160)
  void policyOn(PolicyOff policy, GateRecord record) throws Exception {
    record.require(policy.apply());
    record.require(policy.prove());
  }

  @Gate("Switched off, the policy leaves searches the server's defaults, and nothing behind")
  @Promise(about = "the way back", breaks = SeverityLevel.BLOCKER)
  @Order(170)
  void policyOff(PolicyOff policy, GateRecord record) throws Exception {
    record.require(policy.rollBack().and(policy.proveGone()));
  }

  @Gate("A sample application is moved to the resolver and back, byte for byte")
  @Promise(about = "the way back", breaks = SeverityLevel.BLOCKER)
  @Order(180)
  void resolverAdoption(AdoptionTrial adoption, GateRecord record) throws Exception {
    record.require(adoption.thereAndBack());
  }
}
