package dev.redline.junit.parameter;

import dev.redline.change.PhaseContext;
import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.propose.Propose;
import dev.redline.plan.ProposeConfig;

/** Settings and indexes to propose, by gates/propose.yaml. */
public final class Proposals implements GateParameter {

  @Override
  public Class<?> type() {
    return Propose.class;
  }

  @Override
  public Object make(PhaseScope of) {
    PhaseContext context = of.context();
    return new Propose(
        context.connector(),
        context.plan(),
        ProposeConfig.load(of.conditions().gates()),
        context.hostMemory(),
        context.target().memory().map(here -> Runtime.getRuntime().availableProcessors()),
        context.clock(),
        context.say());
  }
}
