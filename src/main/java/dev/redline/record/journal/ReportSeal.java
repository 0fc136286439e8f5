package dev.redline.record.journal;

import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds Allure's report against the journal. It is drawn when the run is over, so that it has an
 * entry of its own.
 */
public final class ReportSeal {

  private ReportSeal() {}

  /**
   * Takes the report down as it is now.
   *
   * @throws JournalException if that could not be written
   */
  public static void keep(Journal journal, Path report) {
    journal.append(
        EntryKind.REPORT, Map.of(JournalReports.HASH, ContentHash.of(report, List.of(""))));
  }

  /**
   * Why the report is not the one that the newest run has drawn; empty if it is, or none was drawn.
   *
   * @param reports the folder that holds the report's
   */
  public static Optional<String> gap(Path journal, Path reports) {
    try {
      List<EntryLine> lines = JournalLines.read(journal).lines();
      boolean known = JournalPages.by(lines).verdict(reports).passed();
      Verdict verdict = JournalReports.by(lines).verdict(reports, known);
      return verdict.passed()
          ? Optional.empty()
          : Optional.of(
              "%s: %s; required: %s"
                  .formatted(
                      reports.resolve(JournalReports.FOLDER),
                      verdict.observed(),
                      verdict.required()));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + journal, e);
    }
  }
}
