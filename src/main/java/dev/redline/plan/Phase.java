package dev.redline.plan;

import dev.redline.plan.stage.StagePlan;
import java.util.List;
import java.util.Optional;

/**
 * A phase of the plan.
 *
 * @param tag the JUnit tag that selects it
 * @param needs tags of the phases that must have passed on the same server, all of them earlier
 * @param stage the settings that it applies; empty for a phase that changes none
 */
public record Phase(String tag, List<String> needs, Optional<StagePlan> stage) {

  /** The tag of the phase that takes back all that it sets. */
  static final String ROLLBACK = "rollback";

  public Phase {
    needs = List.copyOf(needs);
  }
}
