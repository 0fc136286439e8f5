package dev.redline.record.quality;

import dev.redline.record.journal.Artifact;
import dev.redline.record.journal.ContentHash;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.JournalEntry;
import dev.redline.record.journal.JournalReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of a journal that count as evidence: under the plan as it is, and not too long ago. An
 * entry belongs to a run by its {@code run}, which is the sequence of the entry with which the run
 * began.
 */
final class RunsOnRecord {

  private final List<JournalEntry> entries;
  private final Set<Long> counting;
  private final Map<Long, JournalEntry> ends;

  private RunsOnRecord(
      List<JournalEntry> entries, Set<Long> counting, Map<Long, JournalEntry> ends) {
    this.entries = entries;
    this.counting = counting;
    this.ends = ends;
  }

  /**
   * @param plan see {@link ContentHash#ofPlan}
   */
  static RunsOnRecord of(JournalReading journal, String plan, Instant now, Duration validFor) {
    Set<Long> counting =
        journal.entries().stream()
            .filter(entry -> entry.kind() == EntryKind.RUN_STARTED)
            .filter(entry -> entry.content().path("planSha256").asString("").equals(plan))
            .filter(entry -> !entry.time().isAfter(now))
            .filter(entry -> Duration.between(entry.time(), now).compareTo(validFor) <= 0)
            .map(JournalEntry::sequence)
            .collect(Collectors.toSet());
    Map<Long, JournalEntry> ends =
        journal.entries().stream()
            .filter(entry -> entry.kind() == EntryKind.RUN_ENDED)
            .collect(Collectors.toMap(RunsOnRecord::run, Function.identity(), (one, two) -> two));
    return new RunsOnRecord(journal.entries(), counting, ends);
  }

  /**
   * What a run that ended says of a file that it wrote.
   *
   * @param passed whether the whole run did
   */
  record Statement(Artifact artifact, boolean passed, String verdict) {}

  /**
   * The newest statement of a run on the server about a file.
   *
   * @param server its system identifier; empty if any will do
   */
  Optional<Statement> newest(Predicate<String> path, Optional<String> server) {
    return counting()
        .filter(entry -> entry.kind() == EntryKind.RUN_ENDED)
        .filter(entry -> server.isEmpty() || isOn(entry, server.get()))
        .flatMap(entry -> statements(entry, path))
        .reduce((earlier, later) -> later);
  }

  /** Entries of the kind, of runs on the server, oldest first. */
  List<JournalEntry> of(EntryKind kind, String server) {
    return counting()
        .filter(entry -> entry.kind() == kind)
        .filter(
            entry ->
                Optional.ofNullable(ends.get(run(entry)))
                    .filter(end -> isOn(end, server))
                    .isPresent())
        .toList();
  }

  /** The gates of a phase in the newest run on the server that had any, oldest first. */
  List<JournalEntry> gatesOf(String phase, String server) {
    List<JournalEntry> gates =
        of(EntryKind.GATE, server).stream()
            .filter(entry -> entry.content().path("phase").asString("").equals(phase))
            .toList();
    return gates.isEmpty()
        ? gates
        : gates.stream().filter(gate -> run(gate) == run(gates.get(gates.size() - 1))).toList();
  }

  private Stream<JournalEntry> counting() {
    return entries.stream().filter(entry -> counting.contains(run(entry)));
  }

  private static Stream<Statement> statements(JournalEntry end, Predicate<String> path) {
    String verdict = end.content().path("verdict").asString("");
    return end.artifacts().stream()
        .filter(artifact -> path.test(artifact.path()))
        .map(artifact -> new Statement(artifact, verdict.equals("PASS"), verdict));
  }

  private static boolean isOn(JournalEntry end, String server) {
    return end.content().path("server").asString("").equals(server);
  }

  private static long run(JournalEntry entry) {
    return entry.content().path("run").asLong(0);
  }
}
