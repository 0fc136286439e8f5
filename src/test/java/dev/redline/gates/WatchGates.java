package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.watch.Watch;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Looks at a server for a while after a change; changes nothing. */
@PhaseGates(value = "watch", order = 11)
@Tag("watch")
class WatchGates {

  @Gate("Searches keep their p95 while the server is watched, and it does not restart")
  @Promise(
      about = "searches",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"latency.yaml:vector_search", "workload.yaml:searches"})
  @Order(10)
  void watch(Watch watch, GateRecord record) throws Exception {
    record.require(watch.watch());
  }
}
