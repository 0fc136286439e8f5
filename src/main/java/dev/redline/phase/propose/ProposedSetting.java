package dev.redline.phase.propose;

import dev.redline.plan.stage.PlannedSetting;
import java.util.List;

/**
 * What becomes of one setting.
 *
 * @param current as SHOW prints it
 * @param value proposed; the one in force if it is kept
 * @param baseUnits the value in the setting's own unit, as providers take it
 * @param restart whether it takes effect at a restart only
 * @param because of the value
 * @param beside what the stages of the plan and pgtune would set, and why it differs
 */
record ProposedSetting(
    String name,
    String current,
    String value,
    String baseUnits,
    PlannedSetting.Effect effect,
    boolean restart,
    String because,
    List<String> beside) {

  boolean kept() {
    return effect == PlannedSetting.Effect.KEEPS;
  }

  @Override
  public String toString() {
    return "%s: %s%s%s. %s%s"
        .formatted(
            name,
            kept() ? "keep " + current : current + " -> " + value,
            restart && !kept() ? " (restart)" : "",
            "",
            because,
            beside.isEmpty() ? "" : " [" + String.join("; ", beside) + "]");
  }
}
