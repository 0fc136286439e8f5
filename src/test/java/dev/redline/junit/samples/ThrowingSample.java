package dev.redline.junit.samples;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** A gate that throws. */
@PhaseGates("discovery")
@Tag("sample")
public class ThrowingSample {

  @Gate("A gate that breaks")
  @Order(1)
  void breaks() {
    throw new IllegalStateException("the harness is at fault");
  }
}
