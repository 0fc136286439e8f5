package dev.redline.junit.samples;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** A gate that waits for a person, and one after it. */
@PhaseGates("discovery")
@Tag("sample")
public class PausingSample {

  @Gate("A person has decided")
  @Order(1)
  void gate(GateRecord record) {
    record.require(Finding.of(Verdict.paused("decision", "none", "approved", "approve")));
  }

  @Gate("The promise after it is never looked at")
  @Order(2)
  void never() {
    throw new AssertionError("this gate was not to run");
  }
}
