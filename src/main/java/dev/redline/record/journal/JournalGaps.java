package dev.redline.record.journal;

import dev.redline.plan.RecordFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a journal lacks by itself, for who has no key to check the signature of its head. */
public final class JournalGaps {

  private JournalGaps() {}

  /** Entries changed, missing, moved or put in, to the last; empty if there are none. */
  public static List<String> of(Path metrics, RecordFiles files) {
    try {
      JournalLines journal = JournalLines.read(metrics.resolve(files.journal()));
      JournalHead head = JournalHead.read(metrics.resolve(files.journalHead()));
      List<String> gaps = new ArrayList<>();
      EntryChain.problems(journal.lines())
          .forEach(problem -> gaps.add("%s, %s".formatted(files.journal(), problem)));
      Optional<JournalEntry> last = journal.last();
      JournalHead end = last.map(JournalEntry::head).orElse(JournalHead.START);
      if (!end.equals(head) && last.filter(head::lagsBehind).isEmpty()) {
        gaps.add("%s: %s; required: %s".formatted(files.journal(), end, head));
      }
      return gaps;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the journal in " + metrics, e);
    }
  }
}
