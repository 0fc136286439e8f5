package dev.redline.record.quality;

import dev.redline.plan.QualityRules.RequiredPhase;
import dev.redline.record.EntryKind;
import dev.redline.record.JournalEntry;
import dev.redline.record.quality.RunEvidence.Standing;
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

  /** A rollback that could not be proven outweighs everything before it. */
  List<Verdict> tested(RequiredPhase phase) {
    Verdict byPhase = new PhaseEvidence(runs, standing).passed(phase);
    Optional<JournalEntry> newest =
        Stream.of(EntryKind.ROLLBACK, EntryKind.RECOVERY)
            .flatMap(kind -> runs.of(kind, standing.server()).stream())
            .filter(entry -> entry.content().has("proven"))
            .max(Comparator.comparing(JournalEntry::sequence));
    return newest.map(entry -> List.of(rollback(entry))).orElseGet(() -> List.of(byPhase));
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
