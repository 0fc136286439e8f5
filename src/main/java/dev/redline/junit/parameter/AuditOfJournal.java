package dev.redline.junit.parameter;

import dev.redline.junit.RunConditions;
import dev.redline.junit.ServerlessParameter;
import dev.redline.plan.Plan;
import dev.redline.record.journal.JournalAudit;

/** The journal of the project, as it stands. */
public final class AuditOfJournal implements ServerlessParameter {

  @Override
  public Class<?> type() {
    return JournalAudit.class;
  }

  @Override
  public Object make(RunConditions conditions) {
    return new JournalAudit(
        conditions.metrics(),
        conditions.results().toAbsolutePath().resolveSibling(""),
        Plan.load(conditions.gates()).recordFiles(),
        conditions.key());
  }
}
