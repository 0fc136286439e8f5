package dev.redline.record.journal;

import dev.redline.record.journal.JournalPages.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the list of a record's files against the journal: who changes a file and its hash in that
 * list would otherwise be found by nobody.
 */
public final class ManifestSeal {

  private ManifestSeal() {}

  /**
   * Why the manifest is not that of the newest run; empty if it is, and where the journal knows
   * nothing of its page, as of one that was left without a server.
   *
   * @param page SHA-256 of the page's files by their names, as the manifest has them
   * @param manifest SHA-256 of the manifest
   */
  public static Optional<String> gap(Path journal, Map<String, String> page, String manifest) {
    List<Page> pages = JournalPages.by(lines(journal)).pages();
    if (pages.isEmpty()) {
      return Optional.empty();
    }
    Page newest = pages.get(pages.size() - 1);
    if (newest.manifest().isEmpty() || newest.manifest().equals(manifest)) {
      return Optional.empty();
    }
    return pages.stream()
        .filter(each -> each.manifest().equals(manifest))
        .findFirst()
        .map(older -> "of the run that line %d of the journal ends".formatted(older.line()))
        .or(
            () ->
                Optional.of("not as line %d of the journal says".formatted(newest.line()))
                    .filter(gap -> newest.sharesFileWith(page)));
  }

  /** Whether the newest run of the journal has left this manifest, so that it is vouched for. */
  public static boolean holds(Path journal, String manifest) {
    List<Page> pages = JournalPages.by(lines(journal)).pages();
    return !pages.isEmpty() && pages.get(pages.size() - 1).manifest().equals(manifest);
  }

  private static List<EntryLine> lines(Path journal) {
    try {
      return JournalLines.read(journal).lines();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + journal, e);
    }
  }
}
