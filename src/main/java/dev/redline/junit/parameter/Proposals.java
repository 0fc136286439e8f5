package dev.redline.junit.parameter;

import dev.redline.change.PhaseContext;
import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.propose.Propose;
import dev.redline.plan.ProposeConfig;
import dev.redline.search.Supervision;
import java.util.Optional;

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
        limits(context),
        context.clock(),
        context.say());
  }

  private static Optional<Supervision.Source> limits(PhaseContext context) {
    return context.workload().map(workload -> workload.searches()::supervise);
  }
}
