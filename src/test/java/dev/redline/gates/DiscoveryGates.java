package dev.redline.gates;

import dev.redline.fleet.FleetHealth;
import dev.redline.health.ServerHealth;
import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.discovery.ConnectionAudit;
import dev.redline.phase.discovery.SourceAudit;
import dev.redline.phase.discovery.WorkloadDiscovery;
import dev.redline.phase.isolation.ContentionMeasurement;
import dev.redline.postgres.Connector;
import dev.redline.record.GateRecord;
import java.time.Clock;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Reads a server and changes nothing. Every other phase needs it, so their tags select it too. */
@PhaseGates(value = "discovery", order = 1)
@Tag("discovery")
@Tag("plan")
@Tag("observability")
@Tag("stageA")
@Tag("isolation")
@Tag("queryPolicy")
@Tag("stageB")
@Tag("stageC")
@Tag("rollback")
@Tag("fleet")
class DiscoveryGates {

  @Gate(
      "DATABASE_URL and POSTGRES_DSN are resolved in one place, and the resolution is on record"
          + " without credentials")
  @Order(1)
  @Tag("healthcheck")
  void resolution(ConnectionAudit connection, GateRecord record) {
    record.require(connection.resolution());
  }

  @Gate("Who stands between the harness and the server, behind it and above it is on record")
  @Order(2)
  @Tag("healthcheck")
  void surroundings(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.surroundings());
  }

  @Gate("The server answers, is recent enough and has the extensions that the plan needs")
  @Promise(
      about = "the server",
      threshold = {"health.yaml:server_at_least", "health.yaml:extensions"})
  @Order(3)
  @Tag("healthcheck")
  void healthCheck(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.health());
  }

  @Gate("The fleet is healthy, where the server is a member of one")
  @Promise(
      about = "the server",
      threshold = {"target.yaml:replica_lag", "target.yaml:members_at_least"})
  @Order(11)
  @Tag("healthcheck")
  void fleet(FleetHealth fleet, Connector connector, Clock clock, GateRecord record)
      throws Exception {
    record.require(fleet.healthy(connector, clock));
  }

  @Gate("No extension has a defect for which the plan refuses its version")
  @Promise(about = "the server", threshold = "health.yaml:known_defects")
  @Order(4)
  @Tag("healthcheck")
  void knownDefects(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.knownDefects());
  }

  @Gate("All settings are on record")
  @Promise(about = "evidence", threshold = "health.yaml:settings")
  @Order(5)
  void settings(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.settings());
  }

  @Gate("All vector indexes are on record, and none is invalid")
  @Order(6)
  void vectorIndexes(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.vectorIndexes());
  }

  @Gate("What a server of yours is measured with is there, or proposed from its catalog")
  @Promise(about = "the server", threshold = "baseline.yaml:cases")
  @Order(10)
  void workload(WorkloadDiscovery workload, GateRecord record) throws Exception {
    record.require(workload.workload());
  }

  @Gate("Memory, cache hits and who waits for whom are on record, and within their limits")
  @Promise(about = "the server", threshold = "isolation.yaml:contention")
  @Order(7)
  void contention(ContentionMeasurement check, GateRecord record) throws Exception {
    record.require(check.contention());
  }

  @Gate("No code reads the two variables past the resolver")
  @Promise(about = "the sources", threshold = "audit-scan.yaml:reads")
  @Order(8)
  void readsOfVariables(SourceAudit source, GateRecord record) {
    record.require(source.reads());
  }

  @Gate("No credential stands in the tree")
  @Promise(about = "the sources", threshold = "audit-scan.yaml:credentials")
  @Order(9)
  void credentials(SourceAudit source, GateRecord record) {
    record.require(source.credentials());
  }
}
