package dev.redline.junit.parameter;

import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.answers.ReadOnlyMeasurement;

/** A server that nobody changes, and whether its figures become red lines. */
public final class AnswersAsTheyAre implements GateParameter {

  @Override
  public Class<?> type() {
    return ReadOnlyMeasurement.class;
  }

  @Override
  public Object make(PhaseScope of) {
    return new ReadOnlyMeasurement(of.context(), of.conditions().floors());
  }
}
