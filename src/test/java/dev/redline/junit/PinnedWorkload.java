package dev.redline.junit;

import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.workload.Workload;
import dev.redline.workload.WorkloadProvider;
import java.util.Optional;

/** An example of what somebody adds: the demo, whose questions all mean the same. */
public final class PinnedWorkload implements WorkloadProvider {

  static final float[] MEANING = {1, 0, 0};

  @Override
  public String name() {
    return "pinned";
  }

  @Override
  public Workload open(Plan plan, Connector connector, Optional<Workload> otherwise) {
    return otherwise.orElseThrow().embeddedBy(question -> MEANING);
  }
}
