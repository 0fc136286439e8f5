package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.answers.ReadOnlyMeasurement;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Times searches on the server as it is; changes nothing. */
@PhaseGates(value = "latency", order = 8)
@Tag("latency")
class LatencyGates {

  @Gate("Vector searches on the server as it is meet p95, recall and rows at every K, on the index")
  @Promise(
      about = "searches",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"latency.yaml:vector_search", "workload.yaml:searches"})
  @Order(10)
  void searches(ReadOnlyMeasurement server, GateRecord record) throws Exception {
    record.require(server.searches());
  }
}
