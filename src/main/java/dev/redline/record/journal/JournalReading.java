package dev.redline.record.journal;

import dev.redline.plan.RecordFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A journal as somebody reads it who wants to rely on it.
 *
 * @param entries in their order, those that can be read
 * @param problems of the chain; where there is one, no entry is to be relied on
 */
public record JournalReading(List<JournalEntry> entries, List<String> problems) {

  public JournalReading {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** Reads the journal; one that is not there has no entries and no problems. */
  public static JournalReading of(Path metrics, RecordFiles files) {
    Path journal = metrics.resolve(files.journal());
    try {
      List<EntryLine> lines = JournalLines.read(journal).lines();
      return new JournalReading(
          lines.stream().flatMap(line -> line.found().stream()).toList(),
          EntryChain.problems(lines));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + journal, e);
    }
  }
}
