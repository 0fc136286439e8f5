package dev.redline.change;

import dev.redline.approval.ChangeHash;
import dev.redline.approval.Decision;
import dev.redline.approval.Decisions;
import dev.redline.change.mark.ServerMark;
import dev.redline.change.mark.ServerMark.State;
import dev.redline.change.mark.ServerMarks;
import dev.redline.health.SurroundingsCheck;
import dev.redline.plan.ApplyWay;
import dev.redline.plan.Yours;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.Approval;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateSnapshot;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every phase that changes a server has in common: permission, what was there before, a
 * person's decisions, and the way back, which is on disk before anything is touched.
 */
public final class PhaseChange {

  private final PhaseContext context;
  private final Set<Approval> counted = new LinkedHashSet<>();
  private final String phase;
  private final PhaseProgress progress;
  private final PhaseMarks marks;
  private @Nullable ServerState before;
  private Optional<PendingChange> resumed = Optional.empty();
  private @Nullable ChangeRequest request;
  private @Nullable String hash;
  private Optional<String> lineBack = Optional.empty();

  /** A phase that has touched nothing yet. */
  public PhaseChange(String phase, PhaseContext context) {
    this.context = context;
    this.phase = phase;
    this.progress = new PhaseProgress(phase, context.store(), context.clock());
    this.marks = new PhaseMarks(context, phase);
  }

  /** The server is one that the harness may change, and nobody around it is in the way. */
  public Finding mayBeChanged() throws SQLException {
    Finding permitted = permitted();
    if (context.target().throwaway()) {
      return permitted;
    }
    ServerSurroundings around = ServerSurroundings.read(context.connector(), context.clock());
    ApplyWay way = context.yours().map(Yours::apply).orElse(ApplyWay.POSTGRESQL_CONF);
    Finding nobody = Finding.of(SurroundingsCheck.mayBeChanged(around, way)).and(permitted);
    return new FleetRefusal(context, phase).of(around).map(it -> it.and(nobody)).orElse(nobody);
  }

  private Finding permitted() {
    String subject = "permission to change the server";
    String required =
        "a server that the harness made, or one that gates/target.yaml says how to restart";
    String description = context.target().description();
    return Finding.of(
        context.target().control().isPresent()
            ? Verdict.pass(subject, description, required)
            : Verdict.fail(
                subject,
                "read only: " + description,
                required,
                "to let it be changed, say in gates/target.yaml how it is started and stopped (yours:"
                    + " start, stop; docs/servers.md); to only read it, -Dgroups=discovery; to try the"
                    + " phase on a throwaway server, unset DATABASE_URL and POSTGRES_DSN or add"
                    + " -Dtarget=local"));
  }

  /**
   * Settings, vector indexes and row counts before the change are on record. For a change that
   * waits for its commit they are those from before it was applied.
   */
  public Finding recordState() throws SQLException {
    ServerState now = ServerState.read(context.connector(), context.clock());
    resumed = progress.pending();
    before = resumed.isPresent() ? keptState(resumed.get()) : now.withKeys(context.connector());
    return Finding.of(
        Verdict.none(
            "tables with vectors that hold no row",
            now.rows().byTable().entrySet().stream()
                .filter(table -> table.getValue() == 0)
                .toList(),
            "none, or a loss would go unnoticed",
            "load data first"),
        kept("settings before", "pg_settings_before", before().settings()),
        kept("vector indexes before", "vector_indexes_before", before().vectorIndexes()),
        Evidence.of("row counts before", before().rows()));
  }

  /**
   * What was there before the change.
   *
   * @throws IllegalStateException before {@link #recordState}
   */
  public ServerState before() {
    if (before == null) {
      throw new IllegalStateException("Step recordState has to run first.");
    }
    return before;
  }

  /** A person sees what is about to be done; {@link #approval} holds for just that. */
  Finding dryRun(ChangeRequest found) {
    found.lines().forEach(context.say());
    request = found;
    return found.finding().with(List.of(kept("dry run", "dry_run", found.details())));
  }

  /**
   * The phase does more than it has changes: a person sees it, and an approval holds for it, too.
   *
   * @param content what it does, equal in every run of the same plan
   */
  public void besides(String content) {
    request = request().besides(List.of(content), List.of());
    context.say().accept("  besides: " + content);
  }

  private ChangeRequest request() {
    if (request == null) {
      throw new IllegalStateException("Step dryRun has to run first.");
    }
    return request;
  }

  /**
   * A person has approved what is about to happen to a server that the harness did not make.
   *
   * @param always on a server that it made, too: what is changed is somebody's all the same
   */
  Finding approval(boolean always) {
    hash =
        ChangeHash.of(
            context.plan().id(),
            phase,
            before().settings().server().systemIdentifier(),
            request().content());
    return context.target().throwaway() && !always
        ? Finding.of(noneNeeded("a throwaway server"))
        : decided(hash(), request().decisions());
  }

  /** After {@link #approval}: none of the changes is for good that no person has decided about. */
  Finding lasting(List<Change> changes) {
    return Finding.of(
        new LastingChanges(asked(), asked -> decisions().judge(phase, asked, hash())).of(changes));
  }

  private List<Decision> asked() {
    return hash == null ? List.of() : request().decisions();
  }

  private Finding decided(String change, List<Decision> decisions) {
    if (progress.pending().isPresent() && context.approvals().declines(Decision.COMMIT, change)) {
      return Finding.of(decisions().commit(phase, change));
    }
    if (decisions.isEmpty()) {
      return Finding.of(noneNeeded("nothing to change"));
    }
    context.marks().ifPresent(marks -> context.say().accept("  besides: " + ServerMarks.PURPOSE));
    Finding finding =
        Finding.of(decisions.stream().map(each -> decisions().judge(phase, each, change)).toList());
    progress.about(change, context.approvals().account());
    return finding;
  }

  /** Whether an earlier run has applied what was kept so. */
  boolean resumes(KeptChange kept) {
    return resumed.filter(pending -> pending.changes().contains(kept)).isPresent();
  }

  /** Whether the state holds this as part of the way back. */
  boolean keeps(KeptChange kept) {
    return progress.pending().filter(pending -> pending.changes().contains(kept)).isPresent();
  }

  /**
   * Has on disk, before anything is touched, what it takes to put the server back: what was kept of
   * each thing, beside postgresql.conf as it is.
   */
  public void begin(KeptChange... kept) {
    PendingChange pending = progress.pending().orElseGet(this::pendingChange);
    for (KeptChange each : kept) {
      pending = pending.with(each);
    }
    if (progress.state() == PhaseState.RUNNING) {
      progress.touch(pending);
    } else {
      progress.update(pending);
    }
    marks.note(pending, State.APPLYING);
  }

  /** Whether the server may be restarted now; pauses if not. */
  public Verdict window() {
    return RestartWindow.of(context).open(phase);
  }

  /** Fails once it is time to begin going back; empty as long as it is not. */
  public Optional<Verdict> tooLate() {
    return RestartWindow.of(context).tooLate();
  }

  /** What was applied is in force; from now on it is proven. */
  public void applied() {
    if (progress.state() == PhaseState.CHANGING) {
      progress.become(PhaseState.PROVING);
    }
  }

  /** Rows and indexes are as they were. */
  public Finding dataIsThere() throws SQLException {
    ServerState now = ServerState.read(context.connector(), context.clock());
    return Finding.of(
        new DataProof(context).verdicts(before(), now),
        kept("vector indexes after", "vector_indexes_after", now.vectorIndexes()));
  }

  /** No setting differs but those that may, and no object but those that are altered. */
  Finding nothingElse(Set<String> altered) throws SQLException {
    ServerState now = ServerState.read(context.connector(), context.clock());
    return Finding.of(
        List.of(
            UnchangedCheck.ofSettings(before(), now, context.mayDiffer()),
            UnchangedCheck.ofObjects(before(), now, altered)));
  }

  /** No setting differs but the planned ones, those that follow from them, and those that may. */
  public Finding noOtherSetting(List<String> planned) throws SQLException {
    ServerState now = ServerState.read(context.connector(), context.clock());
    Set<String> mayDiffer = new HashSet<>(context.mayDiffer());
    mayDiffer.addAll(planned);
    mayDiffer.addAll(context.plan().derivedFrom(planned));
    return Finding.of(
        UnchangedCheck.ofSettings(before(), now, mayDiffer),
        kept("settings after", "pg_settings_after", now.settings()),
        Evidence.of("differences", ChangeFigures.settings(before(), now)));
  }

  /** SHA-256 of what the change consists of; empty before {@link #approval}. */
  public Optional<String> identity() {
    return Optional.ofNullable(hash);
  }

  /** The way back of the change that is under way, without the harness. */
  public WayByHand byHand() {
    return new WayByHand(
        context, progress.pending().orElseThrow(), before().settings().server().database());
  }

  /** The line that takes a committed change back; empty if nothing was, or if none is known. */
  public Optional<String> lineBack() {
    return lineBack;
  }

  /** The change may stay: at once on a throwaway server, as a person decides on any other. */
  Finding mayStay(Optional<Decision> decision) {
    return Finding.of(
        context.target().throwaway() || progress.pending().isEmpty()
            ? noneNeeded("nothing to decide")
            : decision
                .map(asked -> decisions().judge(phase, asked, hash()))
                .orElseGet(() -> noneNeeded("the change was approved for good")));
  }

  /** The change stays. */
  void stays() throws SQLException {
    lineBack = progress.pending().isEmpty() ? Optional.empty() : byHand().line();
    // Before this clone forgets the change: killed in between, it finds the server's word.
    marks.commit(progress.pending(), this::before);
    progress.settle(PhaseState.PASSED);
  }

  /**
   * A measurement. Once a person has approved that the change stays, it warns and takes nothing
   * back, also where it fails to measure: who decided had seen what was measured before.
   */
  public Finding measured(Callable<Finding> measurement) throws Exception {
    if (commitIsApproved()) {
      return new WarningMeasurement(context.say()).of(measurement);
    }
    Optional<Verdict> tooLate = RestartWindow.of(context).tooLate();
    return tooLate.isPresent() && progress.state() == PhaseState.PROVING
        ? Finding.of(tooLate.get())
        : measurement.call();
  }

  private boolean commitIsApproved() {
    return progress
        .pending()
        .map(PendingChange::id)
        .filter(id -> hash == null || id.equals(hash))
        .filter(id -> decisions().commit(phase, id).passed())
        .isPresent();
  }

  /** Keeps what is there, because a person has to decide: nothing is put back. */
  public void pause() {
    boolean untouched = progress.state() == PhaseState.RUNNING && progress.pending().isEmpty();
    progress.become(untouched ? PhaseState.AWAITING_APPROVAL : PhaseState.AWAITING_DECISION);
    progress.pending().ifPresent(pending -> marks.note(pending, State.WAITING));
  }

  /** What {@code -Ddecline} takes to have everything taken back. */
  public String decline() {
    return Stream.concat(asked().stream().map(Decision::name), Stream.of(Decision.COMMIT))
        .collect(Collectors.joining(","));
  }

  /** Puts the server back if anything was changed; empty if nothing was. */
  public Optional<RollbackReport> rollBack() {
    Optional<PendingChange> pending = progress.pending();
    if (pending.isEmpty()) {
      if (progress.state() == PhaseState.RUNNING) {
        progress.become(PhaseState.STOPPED);
      }
      return Optional.empty();
    }
    return Optional.of(new Rollback(context, progress).of(pending.get()));
  }

  public PhaseProgress progress() {
    return progress;
  }

  PhaseContext context() {
    return context;
  }

  /** Of a change about which {@link #approval} was asked. */
  public String hash() {
    if (hash == null) {
      throw new IllegalStateException("Step approval has to run first.");
    }
    return hash;
  }

  public Decisions decisions() {
    return new Decisions(
        context.plan().pausePoints(),
        context.approvals(),
        context.store(),
        context.clock(),
        context.folders().key(),
        marks::committed,
        counted::add);
  }

  /** The decisions of persons that have counted for the change in this run. */
  public Set<Approval> counted() {
    return Set.copyOf(counted);
  }

  public Evidence kept(String name, String file, Object content) {
    return Evidence.kept(name, "system_diagnostics/%s_%s.json".formatted(phase, file), content);
  }

  private PendingChange pendingChange() {
    Instant now = context.clock().instant();
    StateSnapshot kept =
        StateSnapshot.write(context.keep().resolve("before-" + phase + ".json"), before());
    return new PendingChange(
        phase,
        configuration(),
        kept.file().toString(),
        kept.sha256(),
        false,
        now,
        hash,
        context.folders().cloneName(),
        ServerMark.idOf(phase, String.valueOf(hash), context.folders().cloneName(), now));
  }

  /** postgresql.conf as it is, where that is what the server is changed by. */
  private List<KeptChange> configuration() {
    boolean itsOwner =
        context.yours().map(each -> each.apply().by() != ApplyWay.By.POSTGRESQL_CONF).orElse(false);
    return itsOwner
        ? List.of()
        : List.of(
            FileBackup.of(before().settings().configFile(), context.control().files()).kept());
  }

  private static ServerState keptState(PendingChange pending) {
    return new StateSnapshot(Path.of(pending.state()), pending.stateSha256()).read();
  }

  private static Verdict noneNeeded(String reason) {
    return Verdict.pass("approval", "none is needed: " + reason, "one for each decision");
  }
}
