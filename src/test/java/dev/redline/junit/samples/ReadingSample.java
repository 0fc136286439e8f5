package dev.redline.junit.samples;

import dev.redline.health.ServerHealth;
import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** A gate that needs a server, and two after it. */
@PhaseGates("discovery")
@Tag("sample")
public class ReadingSample {

  @Gate("The server answers")
  @Order(1)
  void answers(ServerHealth discovery, GateRecord record) throws Exception {
    record.require(discovery.health());
  }

  @Gate("The promise after it is never looked at")
  @Order(2)
  void never() {
    throw new AssertionError("this gate was not to run");
  }

  @Gate("Nor is the one after that")
  @Order(3)
  void norThis() {
    throw new AssertionError("this gate was not to run");
  }
}
