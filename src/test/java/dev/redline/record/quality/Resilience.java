package dev.redline.record.quality;

import dev.redline.plan.QualityConfig.RequiredPhase;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.JournalEntry;
import dev.redline.record.quality.RunEvidence.Standing;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a server has been put back, with proof: by the phase for it, or when it was needed. */
final class Resilience {

  private final RunsOnRecord runs;
  private final Standing standing;

  Resilience(RunsOnRecord runs, Standing standing) {
    this.runs = runs;
    this.standing = standing;
  }

  /**
   * What came last decides. A rollback that could not be proven outweighs everything before it, and
   * one that could be does not make good a phase that failed.
   */
  List<Verdict> tested(RequiredPhase phase) {
    Verdict byPhase = new PhaseEvidence(runs, standing).passed(phase);
    Optional<JournalEntry> newest =
        Stream.of(EntryKind.ROLLBACK, EntryKind.RECOVERY)
            .flatMap(kind -> runs.of(kind, standing.server()).stream())
            .filter(entry -> entry.content().has("proven"))
            .max(Comparator.comparing(JournalEntry::sequence));
    return newest
        .map(entry -> weighed(byPhase, phase, entry))
        .map(List::of)
        .orElseGet(() -> List.of(byPhase));
  }

  private Verdict weighed(Verdict byPhase, RequiredPhase phase, JournalEntry entry) {
    Verdict byRollback = rollback(entry);
    boolean failedLast = byPhase.status() == Status.FAIL && byRollback.status() == Status.PASS;
    boolean passedSince =
        byPhase.status() == Status.PASS
            && runs.gatesOf(phase.tag(), standing.server()).stream()
                .anyMatch(gate -> gate.sequence() > entry.sequence());
    return failedLast || passedSince ? byPhase : byRollback;
  }

  private Verdict rollback(JournalEntry entry) {
    String subject = "rollback of " + entry.content().path("phase").asString("a phase");
    String observed =
        "entry %d: %s".formatted(entry.sequence(), entry.content().path("rollback").asString(""));
    String required = "put back and proven, on server " + standing.server();
    return entry.content().path("proven").asBoolean(false)
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, "mend what differs; run the phase again");
  }
}
