package dev.redline.phase.discovery;

import dev.redline.approval.ChangeHash;
import dev.redline.approval.Decision;
import dev.redline.approval.Decisions;
import dev.redline.change.PhaseContext;
import dev.redline.dsn.AuditedFile;
import dev.redline.dsn.Resolution;
import dev.redline.quoting.ShellText;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * Which variable named the server, what is on record of it, and what a person says if two differ.
 */
public final class ConnectionAudit {

  private static final String DECISION = "dsn-mismatch";

  private final Resolution resolution;
  private final Path file;
  private final PhaseContext context;
  private final String groups;

  /**
   * Reads nothing yet.
   *
   * @param file what is on record of {@code resolution}
   * @param groups what {@code -Dgroups} selects, for the command that approves
   */
  public ConnectionAudit(Resolution resolution, Path file, PhaseContext context, String groups) {
    this.resolution = resolution;
    this.file = file;
    this.context = context;
    this.groups = groups;
  }

  /**
   * The two variables do not contradict each other, or a person has approved which one counts; and
   * the record of it holds no credential.
   */
  public Finding resolution() {
    AuditedFile audited = AuditedFile.read(file);
    List<String> findings = audited.findings(resolution);
    Verdict record =
        Verdict.none(
            "credentials and unknown entries in " + file.getFileName(),
            findings,
            "none, and the outcome of this run",
            "delete the file, revoke what it gave away, and run again");
    String shown = findings.isEmpty() ? audited.content() : "not shown: " + findings;
    return Finding.of(
        List.of(mismatch(), record), Evidence.of("resolution of the connection", shown));
  }

  private Verdict mismatch() {
    String subject = "server named by DATABASE_URL and POSTGRES_DSN";
    String required = "one server, or an approval of the one that counts";
    if (!(resolution instanceof Resolution.Server server)) {
      return Verdict.pass(subject, "neither is used: " + context.target().description(), required);
    }
    if (server.mismatch().isEmpty()) {
      return Verdict.pass(subject, server.dsn() + ", from " + server.variable(), required);
    }
    String difference = server.mismatch().get();
    String change =
        ChangeHash.of(context.plan().id(), DECISION, server.dsn().toString(), List.of(difference));
    Decisions decisions =
        new Decisions(
            context.plan().pausePoints(),
            context.approvals(),
            context.store(),
            context.clock(),
            context.folders().key(),
            Decisions.UsedUp.NEVER,
            approval -> {});
    return decisions.judge(
        ShellText.word(groups) + " -Ddsn=warn", Decision.about(DECISION, difference), change);
  }
}
