package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import dev.redline.run.ContentionCheck;
import dev.redline.run.Discovery;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Reads a server and changes nothing. Every other phase needs it, so their tags select it too. */
@PhaseGates("discovery")
@Order(1)
@Tag("discovery")
@Tag("plan")
@Tag("observability")
@Tag("stageA")
@Tag("isolation")
@Tag("queryPolicy")
@Tag("stageB")
@Tag("stageC")
@Tag("rollback")
class DiscoveryGates {

  @Gate("The server answers, is recent enough and has the extensions that the plan needs")
  @Order(1)
  @Tag("healthcheck")
  void healthCheck(Discovery discovery, GateRecord record) throws Exception {
    record.require(discovery.health());
  }

  @Gate("All settings are on record")
  @Order(2)
  void settings(Discovery discovery, GateRecord record) throws Exception {
    record.require(discovery.settings());
  }

  @Gate("All vector indexes are on record, and none is invalid")
  @Order(3)
  void vectorIndexes(Discovery discovery, GateRecord record) throws Exception {
    record.require(discovery.vectorIndexes());
  }

  @Gate("Memory, cache hits and who waits for whom are on record, and within their limits")
  @Order(4)
  void contention(ContentionCheck check, GateRecord record) throws Exception {
    record.require(check.contention());
  }
}
