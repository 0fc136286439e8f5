package dev.redline.junit.parameter;

import dev.redline.change.PhaseChange;
import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.vectorindex.IndexChangePhase;
import dev.redline.plan.workload.IndexChanges;
import java.util.Optional;

/** The change of gates/indexes.yaml that {@code -Dindex} names. */
public final class IndexInPlan implements GateParameter {

  @Override
  public Class<?> type() {
    return IndexChangePhase.class;
  }

  @Override
  public Object make(PhaseScope of) {
    return new IndexChangePhase(
        of.context(),
        of.get(PhaseChange.class),
        IndexChanges.load(of.conditions().gates()),
        Optional.ofNullable(of.conditions().properties().get("index")));
  }
}
