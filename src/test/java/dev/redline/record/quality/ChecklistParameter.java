package dev.redline.record.quality;

import dev.redline.junit.RunConditions;
import dev.redline.junit.ServerlessParameter;

/** The checklist of this repository, for its gates: found by its type. */
public final class ChecklistParameter implements ServerlessParameter {

  @Override
  public Class<?> type() {
    return QualityChecklist.class;
  }

  @Override
  public Object make(RunConditions conditions) {
    return new QualityChecklist(
        conditions.project(),
        conditions.gates(),
        conditions.metrics(),
        conditions.newestState(),
        conditions.clock());
  }
}
