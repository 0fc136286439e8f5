package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.benefit.Benefit;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** What a stage would buy, measured on copies of the server. */
@PhaseGates(value = "benefit", order = 12)
@Tag("benefit")
class BenefitGates {

  @Gate("Copies with the old and the new values run")
  @Promise(about = "capacity", breaks = SeverityLevel.NORMAL)
  @Order(10)
  void start(Benefit benefit, GateRecord record) throws Exception {
    record.require(benefit.starts());
  }

  @Gate("New values do not lower the searches a second at the knee")
  @Promise(about = "capacity", breaks = SeverityLevel.CRITICAL, threshold = "benefit.yaml:at_least")
  @Order(20)
  void capacity(Benefit benefit, GateRecord record) throws Exception {
    record.require(benefit.capacity());
  }

  @Gate("The way from a cold start to warm is on record")
  @Promise(about = "capacity", breaks = SeverityLevel.NORMAL)
  @Order(30)
  void coldStart(Benefit benefit, GateRecord record) throws Exception {
    record.require(benefit.coldStart());
  }

  @Gate("A build of the vector index is on record")
  @Promise(about = "capacity", breaks = SeverityLevel.NORMAL)
  @Order(40)
  void indexBuild(Benefit benefit, GateRecord record) throws Exception {
    record.require(benefit.indexBuild());
  }

  @Gate("WAL of the same writes is on record")
  @Promise(about = "capacity", breaks = SeverityLevel.NORMAL)
  @Order(50)
  void writes(Benefit benefit, GateRecord record) throws Exception {
    record.require(benefit.writes());
  }

  @Gate("How many rows fit into shared_buffers is on record")
  @Promise(about = "capacity", breaks = SeverityLevel.NORMAL)
  @Order(60)
  void room(Benefit benefit, GateRecord record) throws Exception {
    record.require(benefit.room());
  }

  @Gate("Each setting by itself is on record, where that was asked for")
  @Promise(about = "capacity", breaks = SeverityLevel.NORMAL)
  @Order(70)
  void singly(Benefit benefit, GateRecord record) throws Exception {
    record.require(benefit.singly());
  }

  @Gate("What the stage buys is said, also if that is nothing")
  @Promise(about = "capacity", breaks = SeverityLevel.NORMAL)
  @Order(80)
  void said(Benefit benefit, GateRecord record) {
    record.require(benefit.said());
  }
}
