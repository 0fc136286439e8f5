package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.phase.answers.ReadOnlyMeasurement;
import dev.redline.record.GateRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Times searches on the server as it is; changes nothing. */
@PhaseGates("latency")
@Order(8)
@Tag("latency")
class LatencyGates {

  @Gate("Vector searches on the server as it is meet p95, recall and rows at every K, on the index")
  @Order(10)
  void searches(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.searches());
  }
}
