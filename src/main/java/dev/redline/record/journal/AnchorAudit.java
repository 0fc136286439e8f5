package dev.redline.record.journal;

import dev.redline.plan.RecordFiles;
import dev.redline.record.journal.HeadAnchor.Anchored;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds the journal against its heads that were put elsewhere. Changes nothing. */
public final class AnchorAudit {

  private static final String SUBJECT = "heads of the journal that were anchored elsewhere";
  private static final String NEXT =
      "take the journal for rewritten since then: ask who may write to it, and restore it from a copy";

  private final Path metrics;
  private final RecordFiles files;
  private final Optional<HeadAnchor> anchor;
  private final String clone;

  /**
   * @param anchor empty if none is asked for
   * @param clone whose journal this is, a hash
   */
  public AnchorAudit(Path metrics, RecordFiles files, Optional<HeadAnchor> anchor, String clone) {
    this.metrics = metrics;
    this.files = files;
    this.anchor = anchor;
    this.clone = clone;
  }

  /** Every head that was anchored is an entry of the journal, at its place. */
  public Finding heads() {
    return Finding.of(
        anchor
            .map(this::heads)
            .orElseGet(() -> Verdict.pass(SUBJECT, "none is asked for", "none is asked for")));
  }

  private Verdict heads(HeadAnchor kept) {
    String required = "each in %s, as %s says".formatted(files.journal(), kept.name());
    try {
      List<Anchored> ours = kept.kept().stream().filter(each -> each.by().equals(clone)).toList();
      return ours.isEmpty()
          ? Verdict.inconclusive(
              SUBJECT, "none of this clone", required, "run a phase with -Danchor, from now on")
          : judged(ours, required);
    } catch (JournalException e) {
      return Verdict.inconclusive(
          SUBJECT, String.valueOf(e.getMessage()), required, "name the place that runs had used");
    }
  }

  private Verdict judged(List<Anchored> ours, String required) {
    Map<Long, String> hashes =
        JournalReading.of(metrics, files).entries().stream()
            .collect(
                Collectors.toMap(JournalEntry::sequence, JournalEntry::hash, (one, again) -> one));
    List<String> gone = new ArrayList<>();
    for (Anchored each : ours) {
      if (!each.head().hash().equals(hashes.get(each.head().count()))) {
        gone.add("%s, anchored %s".formatted(each.head(), each.time()));
      }
    }
    return gone.isEmpty()
        ? Verdict.pass(SUBJECT, ours.size() + ", all of them entries", required)
        : Verdict.fail(SUBJECT, "not in the journal: " + String.join("; ", gone), required, NEXT);
  }
}
