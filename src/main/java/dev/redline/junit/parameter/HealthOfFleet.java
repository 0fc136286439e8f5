package dev.redline.junit.parameter;

import dev.redline.fleet.FleetHealth;
import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;

/** The fleet that gates/target.yaml names, with the variables of the process. */
public final class HealthOfFleet implements GateParameter {

  @Override
  public Class<?> type() {
    return FleetHealth.class;
  }

  @Override
  public Object make(PhaseScope of) {
    return new FleetHealth(
        of.context().plan().target().fleet(),
        of.context().plan().target().limits(),
        of.conditions().environment(),
        of.context().say());
  }
}
