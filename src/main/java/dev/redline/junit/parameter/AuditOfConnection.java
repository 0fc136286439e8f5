package dev.redline.junit.parameter;

import dev.redline.junit.GateParameter;
import dev.redline.junit.NamedServer;
import dev.redline.junit.PhaseScope;
import dev.redline.junit.RunConditions;
import dev.redline.phase.discovery.ConnectionAudit;

/** Which variable named the server of the run. */
public final class AuditOfConnection implements GateParameter {

  @Override
  public Class<?> type() {
    return ConnectionAudit.class;
  }

  @Override
  public Object make(PhaseScope of) {
    RunConditions conditions = of.conditions();
    return new ConnectionAudit(
        NamedServer.resolution(conditions),
        NamedServer.auditFile(conditions),
        of.context(),
        conditions.properties().getOrDefault("groups", of.tag()));
  }
}
