package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.fleet.FleetPhase;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/**
 * A canary's committed values go to every other member of its fleet. Its step "written where it
 * belongs" are the other replicas, one by one.
 */
@PhaseGates(value = "fleet", order = 16)
@Tag("fleet")
class FleetGates extends ChangeGates<FleetPhase> {

  @Gate("A switchover makes another member lead, and nobody waits for it longer than allowed")
  @Promise(
      about = "the fleet",
      breaks = SeverityLevel.BLOCKER,
      threshold = {"target.yaml:start_patience"})
  @Order(72)
  void switchover(FleetPhase phase, GateRecord record) {
    record.require(phase.switchedOver());
  }

  @Gate("The old leader gets the values as a replica")
  @Promise(
      about = "the fleet",
      breaks = SeverityLevel.CRITICAL,
      threshold = "target.yaml:start_patience")
  @Order(74)
  void oldLeader(FleetPhase phase, GateRecord record) {
    record.require(phase.oldLeader());
  }

  @Gate("The values are the fleet's own, and in no member's local configuration")
  @Promise(about = "the fleet", breaks = SeverityLevel.CRITICAL)
  @Order(76)
  void moved(FleetPhase phase, GateRecord record) {
    record.require(phase.moved());
  }
}
