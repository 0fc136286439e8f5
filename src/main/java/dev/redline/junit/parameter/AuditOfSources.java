package dev.redline.junit.parameter;

import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.discovery.SourceAudit;

/** The tree that {@code -Dscan} names, the project itself unless it does. */
public final class AuditOfSources implements GateParameter {

  @Override
  public Class<?> type() {
    return SourceAudit.class;
  }

  @Override
  public Object make(PhaseScope of) {
    return new SourceAudit(of.conditions().scanned(), of.context().plan().scan());
  }
}
