package dev.redline.record.journal;

import dev.redline.plan.RecordFiles;
import dev.redline.secrets.SigningKey;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the journal against itself, its head and the files that it names. Changes nothing. */
public final class JournalAudit {

  private static final String RESTORE =
      "restore the file from a copy; where there is none, write down why and move the journal, its"
          + " head and its torn lines to another folder: the next run begins a new journal";

  private final Path metrics;
  private final Path reports;
  private final RecordFiles files;
  private final SigningKey key;

  /**
   * @param metrics the folder of the journal
   * @param reports the folder of the page
   * @param key what has to have signed the journal's head
   */
  public JournalAudit(Path metrics, Path reports, RecordFiles files, SigningKey key) {
    this.metrics = metrics;
    this.reports = reports;
    this.files = files;
    this.key = key;
  }

  /**
   * There is something to audit. A journal that its head knows of and that is gone is a failure.
   */
  public Finding exists() {
    JournalLines journal = lines();
    String subject = "entries in " + files.journal();
    String required = "at least 1";
    Verdict verdict =
        !journal.lines().isEmpty()
            ? Verdict.pass(subject, String.valueOf(journal.lines().size()), required)
            : head().equals(JournalHead.START)
                ? Verdict.inconclusive(
                    subject, "0", required, "run a phase, such as -Dgroups=discovery")
                : Verdict.fail(subject, "0", head().toString(), RESTORE);
    return Finding.of(verdict);
  }

  /** Every entry is as it was written, where it was written, and none is missing, to the last. */
  public Finding entries() {
    JournalLines journal = lines();
    Verdict chain =
        Verdict.none(
            "entries changed, missing, moved or put in",
            EntryChain.problems(journal.lines()),
            "none",
            RESTORE);
    return Finding.of(
        List.of(chain, ofHead(journal), signature().verdict(key), ofUnfinished(journal)),
        Evidence.of("head of the journal", head()));
  }

  /** Every file that the journal vouches for is as it was when the newest entry named it. */
  public Finding artifacts() {
    List<EntryLine> lines = lines().lines();
    JournalArtifacts vouched = JournalArtifacts.by(lines);
    List<String> problems = vouched.problems(metrics);
    Map<String, Object> counts =
        Map.of("files", vouched.byPath().size(), "replaced statements", vouched.replaced());
    Verdict page = JournalPages.by(lines).verdict(reports);
    return Finding.of(
        List.of(
            Verdict.none("artifacts changed or missing", problems, "none", RESTORE),
            page,
            JournalReports.by(lines).verdict(reports, page.passed())),
        Evidence.of("artifacts", counts));
  }

  private Verdict ofHead(JournalLines journal) {
    String subject = "end of the journal";
    JournalHead head = head();
    boolean kept = Files.exists(metrics.resolve(files.journalHead()));
    String required = kept ? head.toString() : "as " + files.journalHead() + " says, which is gone";
    Optional<JournalEntry> last = journal.last();
    String observed = last.map(entry -> entry.head().toString()).orElse("no entry");
    if (last.filter(entry -> entry.head().equals(head)).isPresent()) {
      return Verdict.pass(subject, observed, required);
    }
    return last.filter(head::lagsBehind).isPresent()
        ? Verdict.pass(
            subject,
            observed + ": a process ended before it could say so in the head",
            required + ", or one more")
        : Verdict.fail(subject, observed, required, RESTORE);
  }

  private static Verdict ofUnfinished(JournalLines journal) {
    String subject = "bytes of a line that a process did not live to finish";
    String observed = String.valueOf(journal.unfinished());
    return journal.unfinished() == 0
        ? Verdict.pass(subject, observed, "0")
        : Verdict.inconclusive(
            subject,
            "%s after line %d".formatted(observed, journal.lines().size()),
            "0",
            "run any phase: it sets the line aside, says so in the journal, and goes on");
  }

  private JournalLines lines() {
    try {
      return JournalLines.read(metrics.resolve(files.journal()));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + metrics.resolve(files.journal()), e);
    }
  }

  private HeadSignature signature() {
    try {
      return HeadSignature.read(metrics.resolve(files.journalHead()));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + metrics.resolve(files.journalHead()), e);
    }
  }

  private JournalHead head() {
    try {
      return JournalHead.read(metrics.resolve(files.journalHead()));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + metrics.resolve(files.journalHead()), e);
    }
  }
}
