package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import dev.redline.record.attest.SignatureAudit;
import dev.redline.record.journal.AnchorAudit;
import dev.redline.record.journal.JournalAudit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Reads the journal under metrics/ and everything that it vouches for. Needs no server. */
@PhaseGates(value = "audit", order = 20)
@Tag("audit")
class AuditGates {

  @Gate("There is a journal, and it has entries")
  @Order(1)
  void exists(JournalAudit audit, GateRecord record) {
    record.require(audit.exists());
  }

  @Gate("No entry of the journal was changed, taken away, moved or put in")
  @Order(2)
  void entries(JournalAudit audit, GateRecord record) {
    record.require(audit.entries());
  }

  @Gate("Every head of the journal that was anchored elsewhere is in it")
  @Order(3)
  void anchored(AnchorAudit audit, GateRecord record) {
    record.require(audit.heads());
  }

  @Gate("Every file that the journal vouches for is as it was")
  @Order(4)
  void artifacts(JournalAudit audit, GateRecord record) {
    record.require(audit.artifacts());
  }

  @Gate("The record is signed by the key that is asked for, or not signed and none is")
  @Order(5)
  void signature(SignatureAudit audit, GateRecord record) {
    record.require(audit.signature());
  }
}
