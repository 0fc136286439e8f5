package dev.redline.junit.samples;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Gates that need no server and pass. */
@PhaseGates("discovery")
@Tag("sample")
public class PassingSample {

  @Gate("The first promise holds")
  @Order(1)
  void first(GateRecord record) {
    record.require(Finding.of(Verdict.pass("first", "holds", "holds")));
  }

  @Gate("The second promise holds")
  @Order(2)
  void second(GateRecord record) {
    record.require(Finding.of(Verdict.pass("second", "holds", "holds")));
  }
}
