package dev.redline.junit.parameter;

import dev.redline.junit.RunConditions;
import dev.redline.junit.ServerlessParameter;
import dev.redline.plan.Plan;
import dev.redline.record.journal.AnchorAudit;
import dev.redline.record.journal.HeadAnchor;

/** The journal's heads at the place that {@code -Danchor} names. */
public final class AuditOfAnchor implements ServerlessParameter {

  @Override
  public Class<?> type() {
    return AnchorAudit.class;
  }

  @Override
  public Object make(RunConditions conditions) {
    return new AnchorAudit(
        conditions.metrics(),
        Plan.load(conditions.gates()).recordFiles(),
        HeadAnchor.from(conditions.properties(), conditions.project()),
        conditions.cloneHash());
  }
}
