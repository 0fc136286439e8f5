package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import dev.redline.run.RollbackScenarios;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** The ways back, each tried out with settings of its own: gates/stages/rollback.yaml. */
@PhaseGates("rollback")
@Order(13)
@Tag("rollback")
class RollbackGates extends SettingsGates {

  @Gate("The one line for a person puts postgresql.conf back, and the server runs as before")
  @Order(130)
  void configurationByHand(RollbackScenarios scenarios, GateRecord record) throws Exception {
    record.require(scenarios.configurationByHand());
  }

  @Gate("Applied once more, the settings are taken back by the harness, and nothing is left")
  @Order(140)
  void configurationByHarness(RollbackScenarios scenarios, GateRecord record) throws Exception {
    record.require(scenarios.configurationByHarness());
  }

  @Gate("The one line for a person removes an extension, and nothing is left")
  @Order(150)
  void extensionByHand(RollbackScenarios scenarios, GateRecord record) {
    record.require(scenarios.extensionByHand());
  }
}
