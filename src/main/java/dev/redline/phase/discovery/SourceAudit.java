package dev.redline.phase.discovery;

import dev.redline.plan.ScanConfig;
import dev.redline.scan.ScanReport;
import dev.redline.scan.SkippedFile;
import dev.redline.scan.TreeScan;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what a scan of a source tree found. The tree is scanned once, with the first question. */
public final class SourceAudit {

  private static final int SHOWN = 10;

  private final Path root;
  private final ScanConfig config;
  private @Nullable ScanReport report;

  /** Scans nothing yet. */
  public SourceAudit(Path root, ScanConfig config) {
    this.root = root;
    this.config = config;
  }

  /** No code but the resolver reads the two variables. */
  public Finding reads() {
    ScanReport found = report();
    return Finding.of(
        List.of(
            scanned(found),
            Verdict.none(
                "reads of DATABASE_URL and POSTGRES_DSN that bypass the resolver",
                shown(found.reads()),
                "none",
                "have them ask the resolver; a file that must read them goes to"
                    + " gates/audit-scan.yaml with its reason")),
        Evidence.kept("reads in " + found.root(), "dsn_audit_repo.json", found));
  }

  /** No credential stands in the tree. */
  public Finding credentials() {
    ScanReport found = report();
    return Finding.of(
        List.of(
            scanned(found),
            Verdict.none(
                "places with a credential",
                shown(found.credentials()),
                "none",
                "revoke it, then take it out of the file and of the history; one that is made up"
                    + " goes to gates/audit-scan.yaml with its reason")),
        Evidence.of("places with a credential", found.credentials()));
  }

  /** What could not be read was not scanned, and a tree without files proves nothing. */
  private static Verdict scanned(ScanReport found) {
    String subject = "source files looked into";
    String required = "at least one, none unreadable";
    long unreadable = found.leftOut(SkippedFile.Reason.UNREADABLE);
    String observed = found.files() + ", " + unreadable + " unreadable";
    return found.files() > 0 && unreadable == 0
        ? Verdict.pass(subject, observed, required)
        : Verdict.inconclusive(
            subject,
            observed,
            required,
            "see leftOut in dsn_audit_repo.json; make the files readable, or name a tree with"
                + " source: -Dscan=<folder>");
  }

  private static List<String> shown(List<?> found) {
    List<String> shown =
        new ArrayList<>(found.stream().limit(SHOWN).map(Object::toString).toList());
    if (found.size() > SHOWN) {
      shown.add("and %d more, in dsn_audit_repo.json".formatted(found.size() - SHOWN));
    }
    return shown;
  }

  private ScanReport report() {
    if (report == null) {
      report = TreeScan.of(root, config);
    }
    return report;
  }
}
