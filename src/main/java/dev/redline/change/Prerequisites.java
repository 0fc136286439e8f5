package dev.redline.change;

import dev.redline.plan.Plan;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Set;

/** Whether what a phase builds on has passed on this very server. */
public final class Prerequisites {

  private Prerequisites() {}

  /**
   * Judges by how the last run of each needed phase ended.
   *
   * @param state of the server that the run is on
   * @param phase its tag
   * @param waived phases that did not pass, and may be built upon because a person says so
   */
  public static Verdict of(Plan plan, RunState state, String phase, Set<String> waived) {
    List<String> needs = plan.phase(phase).needs();
    List<String> missing =
        needs.stream()
            .filter(need -> state.phase(need) != PhaseState.PASSED && !waived.contains(need))
            .toList();
    String subject = "phases that %s needs on this server".formatted(phase);
    String required = needs.isEmpty() ? "none" : needs + " passed when they ran last";
    if (missing.isEmpty()) {
      return Verdict.pass(subject, needs.isEmpty() ? "none" : "passed or waived", required);
    }
    return Verdict.inconclusive(
        subject,
        String.join(", ", missing.stream().map(need -> need + " " + state.phase(need)).toList()),
        required,
        "mvn verify -Dgroups='%s'".formatted(String.join(" | ", missing)));
  }
}
