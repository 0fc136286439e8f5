package dev.redline.record.journal;

import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Allure's reports that a journal vouches for.
 *
 * @param drawn the newest last
 * @param lastRun the line of the newest run that left a page; 0 if there is none
 */
record JournalReports(List<Drawn> drawn, int lastRun) {

  static final String FOLDER = "allure";

  /** The key of an entry's content. */
  static final String HASH = "report";

  private static final String SUBJECT = "Allure's report";
  private static final String MISSING = "missing";

  /**
   * @param sha256 over paths and bytes of all of its files
   */
  record Drawn(int line, String sha256) {}

  static JournalReports by(List<EntryLine> lines) {
    List<Drawn> drawn = new ArrayList<>();
    int lastRun = 0;
    for (EntryLine line : lines) {
      Optional<JournalEntry> entry = line.found();
      if (entry.filter(found -> found.kind() == EntryKind.REPORT).isPresent()) {
        drawn.add(new Drawn(line.number(), entry.get().content().path(HASH).asString("")));
      } else if (entry.filter(found -> found.content().has("page")).isPresent()) {
        lastRun = line.number();
      }
    }
    return new JournalReports(List.copyOf(drawn), lastRun);
  }

  /**
   * Whether the report is that of the newest run, file by file.
   *
   * @param reports the folder that holds the report's
   * @param known whether the page beside it is that of the newest run; where it is not, both may be
   *     of a run that reached no server, which leaves no entry
   */
  Verdict verdict(Path reports, boolean known) {
    String now = hash(reports.resolve(FOLDER));
    if (drawn.isEmpty() || (now.equals(MISSING) && !ofLastRun())) {
      return Verdict.pass(SUBJECT, "the last run has drawn none", "as the journal says");
    }
    Drawn newest = drawn.get(drawn.size() - 1);
    String required =
        ofLastRun() ? "as line %d says".formatted(newest.line()) : "one of the last run, or none";
    if (ofLastRun() && now.equals(newest.sha256())) {
      return Verdict.pass(SUBJECT, "as it was drawn", required);
    }
    Optional<String> earlier =
        drawn.stream()
            .filter(each -> each.sha256().equals(now))
            .findFirst()
            .map(each -> "as line %d says, of an earlier run".formatted(each.line()));
    boolean left = earlier.isPresent() && !ofLastRun();
    return left || (earlier.isEmpty() && !known && !now.equals(MISSING))
        ? Verdict.inconclusive(
            SUBJECT,
            earlier.orElse("of a run that the journal does not know"),
            required,
            "remove reports/allure, and run the phase again in a way that draws one")
        : Verdict.fail(
            SUBJECT,
            earlier.orElse(now.equals(MISSING) ? MISSING : "changed"),
            required,
            "believe nothing that it shows: remove reports/allure, and run the phase again");
  }

  private boolean ofLastRun() {
    return !drawn.isEmpty() && drawn.get(drawn.size() - 1).line() > lastRun;
  }

  private static String hash(Path report) {
    return Files.isRegularFile(report.resolve("index.html"))
        ? ContentHash.of(report, List.of(""))
        : MISSING;
  }
}
