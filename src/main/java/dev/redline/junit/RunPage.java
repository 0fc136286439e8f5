package dev.redline.junit;

import dev.redline.change.PhaseChange;
import dev.redline.dsn.Redaction;
import dev.redline.record.CommandLine;
import dev.redline.record.EvidencePlace;
import dev.redline.record.GateOutcome;
import dev.redline.record.RecordManifest;
import dev.redline.record.RunLedger;
import dev.redline.record.attest.SignedRecord;
import dev.redline.record.attest.Signer;
import dev.redline.record.attest.TestResultStatement;
import dev.redline.record.console.RunConsole;
import dev.redline.record.journal.Artifact;
import dev.redline.record.page.ClosingLines;
import dev.redline.record.page.GateRecordPage;
import dev.redline.record.page.GateRecordPage.About;
import dev.redline.record.page.GateRecordPage.Decided;
import dev.redline.record.page.PageFiles;
import dev.redline.record.page.PageNotes;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a run has to tell its one page, and where the page goes. */
final class RunPage {

  private final RunConditions conditions;
  private final RunConsole console;
  private final PageNotes notes = new PageNotes();
  private final Instant started;
  private final Map<String, String> changes = new LinkedHashMap<>();
  private boolean gates;

  RunPage(RunConditions conditions, RunConsole console) {
    this.conditions = conditions;
    this.console = console;
    this.started = conditions.clock().instant();
  }

  /**
   * A page as the journal keeps it.
   *
   * @param files SHA-256 of its files, by their names
   * @param manifest SHA-256 of the list of all files of the record; empty where there is none
   */
  record Written(Map<String, String> files, String manifest) {}

  PageNotes notes() {
    return notes;
  }

  boolean hasGates() {
    return gates;
  }

  void ended(
      String phase, String gate, GateOutcome outcome, Optional<Throwable> thrown, Duration took) {
    gates = true;
    String note = thrown.map(e -> redaction().apply(String.valueOf(e.getMessage()))).orElse("");
    notes.ended(phase, gate, outcome, took, note);
  }

  /** A phase is over: who decided about its change, and how it is taken back. */
  void ended(String phase, Optional<PhaseChange> change, RunState state) {
    change.stream()
        .flatMap(each -> each.counted().stream())
        .forEach(approval -> notes.decided(decided(approval)));
    change.flatMap(PhaseChange::identity).ifPresent(hash -> changes.put(phase, hash));
    change
        .flatMap(PhaseChange::lineBack)
        .ifPresent(line -> notes.wayBack(phase, line, tried(state)));
  }

  private static Decided decided(RunState.Approval approval) {
    return new Decided(
        approval.decision(),
        Objects.requireNonNullElse(approval.by(), "whoever gave -Dapprove"),
        approval.change(),
        approval.given(),
        approval.expires(),
        Optional.ofNullable(approval.ticket()));
  }

  private static String tried(RunState state) {
    return Optional.ofNullable(state.phases().get("rollback"))
        .filter(scenarios -> scenarios.state() == PhaseState.PASSED)
        .map(
            scenarios ->
                "Not in this run. The scenarios of rollback passed on this server, "
                    + scenarios.since())
        .orElse(
            "Not in this run, nor on this server so far: mvn verify -Dgroups=rollback tries it.");
  }

  void paused(String phase, PhaseChange change) {
    notes.wayBack(
        phase,
        "mvn verify -Dgroups=%s -Ddecline=%s".formatted(phase, change.decline()),
        "Not in this run: the server stays as it is until a person has decided.");
  }

  void after(String phase, RollbackOutcome rollback) {
    if (rollback.rolledBack()) {
      notes.takenBack(phase, rollback.proven());
    }
    String how = rollback.rolledBack() && !rollback.proven() ? "by hand, now" : "nothing to do";
    notes.wayBack(phase, how, rollback.line());
  }

  /**
   * Evidence of a gate lies somewhere; an attachment beside the page, where Allure's results go.
   */
  void placed(String phase, String gate, EvidencePlace place) {
    boolean attached = place.kind() == EvidencePlace.Kind.ATTACHMENT;
    String results = conditions.results().getFileName() + "/";
    notes.placed(
        phase,
        gate,
        attached ? new EvidencePlace(place.name(), place.kind(), results + place.at()) : place);
  }

  /** From the project, as other places are. */
  void hotFix(String phase, HotFixNote.Written written) {
    String project = conditions.project().toAbsolutePath() + "/";
    String next = written.line().replaceFirst("^Hot-fix: ", "read ").replace(project, "");
    Path metrics = conditions.metrics().toAbsolutePath();
    notes.hotFix(
        phase,
        redaction().apply(next),
        written
            .file()
            .map(file -> metrics.relativize(file.toAbsolutePath()).toString())
            .map(file -> new EvidencePlace("hot-fix", EvidencePlace.Kind.FILE, file)));
  }

  /** The properties of the run; where a tool named gates by class or method, with their tags. */
  private Map<String, String> repeated() {
    Map<String, String> properties = new LinkedHashMap<>(conditions.properties());
    if (!notes.tags().isEmpty()) {
      properties.putIfAbsent("groups", String.join(" | ", notes.tags()));
    }
    return properties;
  }

  /**
   * Writes the page beside the folder of Allure's results, signs it if there is a key, and keeps
   * what the record consists of where the ledger is kept.
   *
   * @return what the journal keeps of it
   * @throws dev.redline.record.attest.SignatureException if the key does not sign
   */
  Written write(String plan, String server, Map<String, String> facts, List<Artifact> evidence) {
    Optional<Signer> signer = Signer.from(conditions.properties(), conditions.environment());
    Map<String, String> told = new LinkedHashMap<>(facts);
    told.put("Signature", signer.isPresent() ? "signed: " + SignedRecord.FILE : "not signed");
    changes.forEach((phase, hash) -> told.put("Change of " + phase, hash));
    About about =
        new About(
            plan,
            started,
            took(),
            CommandLine.of(repeated(), redaction()).toString(),
            server,
            told);
    GateRecordPage page = notes.page(about, evidence);
    Path folder = conditions.results().toAbsolutePath().resolveSibling("");
    Map<String, String> files = new PageFiles(folder, conditions.metrics()).write(page);
    console.closing(ClosingLines.of(page, shown(folder), shown(conditions.results())));
    if (PageFiles.ofAudit(page)) {
      return new Written(files, keepManifest(files, false));
    }
    SignedRecord signed = new SignedRecord(folder);
    signed.forget();
    String identifier = facts.getOrDefault(RunRecorder.SERVER, "none");
    signer.ifPresent(
        key -> signed.write(TestResultStatement.of(page, changes, identifier, files), key));
    return new Written(files, keepManifest(files, signed.exists()));
  }

  /** From the project, where it lies there. */
  private Path shown(Path place) {
    Path project = conditions.project().toAbsolutePath();
    Path whole = place.toAbsolutePath();
    return whole.startsWith(project) ? project.relativize(whole) : whole;
  }

  /** Its hash; empty where nobody keeps a ledger. */
  private String keepManifest(Map<String, String> files, boolean signed) {
    String ledger = conditions.properties().get(RunLedger.PROPERTY);
    if (ledger == null) {
      return "";
    }
    List<String> names = new ArrayList<>(files.keySet());
    if (signed) {
      names.add(SignedRecord.FILE);
    }
    return RecordManifest.of(conditions.results(), names).write(Path.of(ledger));
  }

  private Redaction redaction() {
    return Redaction.of(conditions.environment());
  }

  private Duration took() {
    Duration took = Duration.between(started, conditions.clock().instant());
    return took.isNegative() ? Duration.ZERO : took;
  }
}
