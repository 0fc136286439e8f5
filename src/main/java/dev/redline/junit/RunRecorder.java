package dev.redline.junit;

import dev.redline.approval.AcceptedDifference;
import dev.redline.dsn.Redaction;
import dev.redline.plan.Plan;
import dev.redline.record.CommandLine;
import dev.redline.record.ContextBundle;
import dev.redline.record.GateOutcome;
import dev.redline.record.HotFixes;
import dev.redline.record.OpenHotFix;
import dev.redline.record.ProjectFacts;
import dev.redline.record.RunRecords;
import dev.redline.record.RunReport;
import dev.redline.record.Waiver;
import dev.redline.record.journal.Artifact;
import dev.redline.record.journal.ContentHash;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.HeadAnchor;
import dev.redline.record.journal.HeadAnchor.Anchored;
import dev.redline.record.journal.Journal;
import dev.redline.record.journal.JournalException;
import dev.redline.record.journal.JournalHead;
import dev.redline.state.KeptChange;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves to those who come later: journal, methodology log, lessons, context bundle and
 * the book of hot-fixes. A journal that cannot be written never keeps a server from being put back:
 * the next gate fails instead.
 */
final class RunRecorder {

  /** The key of the server's system identifier among what a run tells of its stack. */
  static final String SERVER = "System identifier";

  private final RunConditions conditions;
  private final Plan plan;
  private final Redaction redaction;
  private final Journal journal;
  private final Optional<HeadAnchor> anchor;
  private final HotFixes hotFixes;
  private final Instant started;
  private long run;
  private final PhaseReports phases = new PhaseReports();
  private final List<String> troubles = new ArrayList<>();

  RunRecorder(RunConditions conditions, Plan plan) {
    this.conditions = conditions;
    this.plan = plan;
    this.redaction = Redaction.of(conditions.environment());
    this.journal =
        new Journal(
            conditions.metrics(),
            plan.recordFiles(),
            conditions.clock(),
            redaction,
            conditions.key());
    this.anchor = HeadAnchor.from(conditions.properties(), conditions.project());
    this.hotFixes = new HotFixes(conditions.metrics(), conditions.clock(), redaction);
    this.started = conditions.clock().instant();
  }

  /**
   * The verdict of a whole run.
   *
   * @param obstacle the gate that did not pass; null if none
   */
  static String verdict(@Nullable String obstacle) {
    return obstacle == null ? GateOutcome.PASS.word() : "NOT PASSED: " + obstacle;
  }

  /** The run has a server. Takes down the waiver that the command line gives, if any. */
  void begun(String target) {
    run =
        written(
            EntryKind.RUN_STARTED,
            Map.of(
                "plan", plan.id(),
                "planSha256", ContentHash.ofPlan(conditions.gates()),
                "command", command().toString(),
                "target", target));
    Waiver.from(conditions.properties())
        .ifPresent(
            waiver ->
                note(
                    EntryKind.WAIVER,
                    Map.of("hotFix", waiver.id(), "reason", waiver.reason()),
                    hotFixes.waive(waiver)));
    anchored();
  }

  /** At the begin of a run, too: who cannot anchor there hears of it before the first gate. */
  private void anchored() {
    try {
      anchor.ifPresent(
          place ->
              place.keep(
                  new Anchored(
                      journal.head(), conditions.cloneHash(), conditions.clock().instant())));
    } catch (JournalException e) {
      troubles.add(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Notes something that happened in the run, which the entry names by the sequence of its first
   * one, with the files that tell more.
   */
  void note(EntryKind kind, Map<String, ?> content, Path... artifacts) {
    Map<String, Object> ofThisRun = new LinkedHashMap<>(content);
    ofThisRun.put("run", run);
    written(kind, ofThisRun, artifacts);
  }

  /** The sequence of the entry; 0 if it could not be written. */
  private long written(EntryKind kind, Map<String, ?> content, Path... artifacts) {
    try {
      return journal.append(kind, content, artifacts).sequence();
    } catch (JournalException e) {
      troubles.add(String.valueOf(e.getMessage()));
      return 0;
    }
  }

  /** What a person has decided and what became of the server, as far as the state tells it. */
  void moved(RunState before, RunState after) {
    after.approvals().stream()
        .filter(approval -> !before.approvals().contains(approval))
        .forEach(
            approval ->
                note(
                    EntryKind.APPROVAL,
                    Map.of(
                        "decision", approval.decision(),
                        "change", approval.change(),
                        "until", approval.expires().toString())));
    if (before.pending() == null && after.pending() != null) {
      note(
          EntryKind.CHANGE,
          Map.of(
              "phase", after.pending().phase(),
              "step", "begins",
              "changes", after.pending().changes().stream().map(KeptChange::subject).toList()));
    }
    if (before.pending() != null
        && after.pending() == null
        && after.phase(before.pending().phase()) == PhaseState.PASSED) {
      note(EntryKind.CHANGE, Map.of("phase", before.pending().phase(), "step", "committed"));
    }
  }

  /** A server was put back, or was not: whoever relies on it reads {@code proven}. */
  void rolledBack(EntryKind kind, String about, boolean proven, String line) {
    note(kind, Map.of("phase", about, "proven", proven, "rollback", line));
  }

  /** A person has said that what differs is to stay. */
  void resolved(AcceptedDifference accepted) {
    note(EntryKind.WAIVER, Map.of("phase", accepted.phase(), "reason", accepted.reason()));
  }

  /**
   * What is not on record is not proven.
   *
   * @throws IllegalStateException if an entry could not be written
   */
  void requireWritten() {
    if (!troubles.isEmpty()) {
      throw new IllegalStateException("The journal could not be written: " + troubles);
    }
  }

  /** Whether open hot-fixes of phases that this one needs hold it back. */
  Verdict heldBack(String phase, Optional<String> server) {
    List<String> open =
        hotFixes.holdsBack(plan, phase, server).stream().map(OpenHotFix::id).toList();
    String subject = "open hot-fixes that hold %s back".formatted(phase);
    return open.isEmpty()
        ? Verdict.pass(subject, "none", "none")
        : Verdict.paused(
            subject,
            String.join(", ", open),
            "none",
            "run the phase that they are about until it passes, or waive one: -Dwaive=%s"
                    .formatted(open.get(0))
                + " -Dreason=\"...\"");
  }

  /** Phases that did not pass, and may be built upon because a person says so. */
  Set<String> waived(Optional<String> server) {
    return hotFixes.waived(server);
  }

  void gate(String phase, String gate, GateOutcome outcome, Duration took) {
    phases.gate(phase, gate, outcome, took);
    note(
        EntryKind.GATE,
        Map.of("phase", phase, "gate", gate, "outcome", outcome.word(), "millis", took.toMillis()));
  }

  /** What a phase has found, in figures; the newest of a name counts. */
  void figure(String phase, BeforeAfter figure) {
    phases.figure(phase, figure);
  }

  /** A phase is over. */
  void ended(String phase, String outcome) {
    phases.ended(phase, outcome);
  }

  /** Every gate of the phase has passed: what its hot-fixes asked for is done. */
  void resolve(String phase, Optional<String> server) {
    hotFixes.resolve(phase, server);
  }

  /** The files with their hashes, as they are now. */
  List<Artifact> artifacts(List<Path> files) {
    return files.stream().map(file -> Artifact.of(conditions.metrics(), file)).toList();
  }

  /**
   * The run is over.
   *
   * @param evidence the files that it wrote
   * @param page what the run has left for a reviewer
   */
  void closed(
      String target,
      String verdict,
      Map<String, String> stack,
      Map<String, String> state,
      List<Path> evidence,
      RunPage.Written page) {
    List<Artifact> artifacts = artifacts(evidence);
    RunRecords records = new RunRecords(conditions.metrics(), plan.recordFiles(), redaction);
    List<Path> written = new ArrayList<>(evidence);
    written.addAll(records.append(report(target, verdict, artifacts)));
    written.addAll(records.replace(bundle(stack, state, artifacts)));
    note(
        EntryKind.RUN_ENDED,
        Map.of(
            "verdict",
            verdict,
            "server",
            stack.getOrDefault(SERVER, "unknown"),
            "page",
            page.files(),
            "manifest",
            page.manifest()),
        written.toArray(Path[]::new));
    anchored();
    requireWritten();
  }

  /** With what the journal ends now: whoever keeps it elsewhere can tell a rewritten journal. */
  JournalHead head() {
    return journal.head();
  }

  private RunReport report(String target, String verdict, List<Artifact> artifacts) {
    Duration took = Duration.between(started, conditions.clock().instant());
    return new RunReport(
        plan.id(),
        started,
        took.isNegative() ? Duration.ZERO : took,
        command(),
        target,
        verdict,
        phases.all(artifacts));
  }

  private ContextBundle bundle(
      Map<String, String> server, Map<String, String> state, List<Artifact> artifacts) {
    return new ContextBundle(
        plan.id(),
        conditions.clock().instant(),
        ProjectFacts.stack(server),
        ProjectFacts.layout(),
        ProjectFacts.commands(plan),
        state,
        artifacts,
        hotFixes.open(),
        journal.head());
  }

  private CommandLine command() {
    return CommandLine.of(conditions.properties(), redaction);
  }
}
