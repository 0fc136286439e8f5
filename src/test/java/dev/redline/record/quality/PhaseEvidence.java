package dev.redline.record.quality;

import dev.redline.plan.QualityConfig.RequiredPhase;
import dev.redline.record.GateOutcome;
import dev.redline.record.journal.JournalEntry;
import dev.redline.record.quality.RunEvidence.Standing;
import dev.redline.state.PhaseState;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Set;

/** Whether a phase has passed on a server, going by state and journal. */
final class PhaseEvidence {

  /** The word, and the one of journals that were written before outcomes had words of their own. */
  private static final Set<String> PASSED = Set.of(GateOutcome.PASS.word(), "passed");

  private final RunsOnRecord runs;
  private final Standing standing;

  PhaseEvidence(RunsOnRecord runs, Standing standing) {
    this.runs = runs;
    this.standing = standing;
  }

  /** The state says that it has, and the journal has its gates of that run, all passed. */
  Verdict passed(RequiredPhase phase) {
    String subject = "phase " + phase.tag();
    String required = "passed under this plan, on server " + standing.server();
    String next = "run mvn verify -Dgroups=" + phase.tag();
    PhaseState state = standing.state().phase(phase.tag());
    List<JournalEntry> gates = runs.gatesOf(phase.tag(), standing.server());
    List<String> notPassed =
        gates.stream()
            .filter(gate -> !PASSED.contains(gate.content().path("outcome").asString("")))
            .map(gate -> gate.content().path("gate").asString(""))
            .toList();
    return judged(subject, required, next, state, gates.size(), notPassed).because(phase.because());
  }

  private static Verdict judged(
      String subject,
      String required,
      String next,
      PhaseState state,
      int gates,
      List<String> notPassed) {
    if (!notPassed.isEmpty()) {
      return Verdict.fail(subject, "not passed: " + notPassed, required, next);
    }
    String observed = "%s, %d gates on record that count".formatted(state, gates);
    return state == PhaseState.PASSED && gates > 0
        ? Verdict.pass(subject, observed, required)
        : Verdict.inconclusive(subject, observed, required, next);
  }
}
