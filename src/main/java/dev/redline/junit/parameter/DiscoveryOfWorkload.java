package dev.redline.junit.parameter;

import dev.redline.approval.Acceptance;
import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.discovery.WorkloadDiscovery;

/** What the server could be measured with, and whether {@code -Daccept=workload} takes it. */
public final class DiscoveryOfWorkload implements GateParameter {

  @Override
  public Class<?> type() {
    return WorkloadDiscovery.class;
  }

  @Override
  public Object make(PhaseScope of) {
    return new WorkloadDiscovery(
        of.context(),
        of.conditions().ownGates(),
        Acceptance.from(of.conditions().properties()).workload());
  }
}
