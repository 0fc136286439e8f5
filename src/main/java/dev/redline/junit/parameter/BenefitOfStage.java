package dev.redline.junit.parameter;

import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.benefit.Benefit;
import dev.redline.plan.BenefitConfig;
import java.util.Map;

/** Of the stage that gates/benefit.yaml or {@code -Dof} names; {@code -Dattribute}: singly, too. */
public final class BenefitOfStage implements GateParameter {

  @Override
  public Class<?> type() {
    return Benefit.class;
  }

  @Override
  public Object make(PhaseScope of) {
    BenefitConfig config = BenefitConfig.load(of.conditions().gates());
    Map<String, String> properties = of.conditions().properties();
    return new Benefit(
        of.context(),
        config,
        properties.getOrDefault("of", config.stage()),
        properties.containsKey("attribute"));
  }
}
