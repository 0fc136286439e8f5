package dev.redline.junit.samples;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** A gate that aborts itself, and one after it. */
@PhaseGates("discovery")
@Tag("sample")
public class AbortingSample {

  @Gate("A gate that gives up")
  @Order(1)
  void givesUp() {
    Assumptions.assumeTrue(false, "no reason good enough");
  }

  @Gate("The promise after it is never looked at")
  @Order(2)
  void never() {
    throw new AssertionError("this gate was not to run");
  }
}
