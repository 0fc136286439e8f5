package dev.redline.junit;

import dev.redline.approval.Acceptance;
import dev.redline.change.PhaseChange;
import dev.redline.plan.Plan;
import dev.redline.plan.yaml.PlanException;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.judge.RunJudge;
import dev.redline.record.EvidencePlace;
import dev.redline.record.EvidenceStore;
import dev.redline.record.FigureHistory;
import dev.redline.record.GateBroken;
import dev.redline.record.GateInconclusive;
import dev.redline.record.GateOutcome;
import dev.redline.record.GatePaused;
import dev.redline.record.GateRecord;
import dev.redline.record.GateSheet;
import dev.redline.record.GateStopped;
import dev.redline.record.Reconciliation;
import dev.redline.record.RunLedger;
import dev.redline.record.ThresholdLinks;
import dev.redline.record.console.ConsolePace;
import dev.redline.record.console.RunConsole;
import dev.redline.record.journal.EntryKind;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Verdict;
import dev.redline.workload.NotWarmException;
import io.qameta.allure.Allure;
import io.qameta.allure.SeverityLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Everything that outlives a single gate: the server, the stages on their way, and what stopped the
 * run. One for each launcher session; nothing is opened before the first gate begins.
 */
final class GateRun implements AutoCloseable {

  private final RunConditions conditions;
  private final EvidenceStore store;
  private final FigureHistory history;
  private final RunConsole console;
  private final RunPage page;
  private final Map<String, PhaseScope> subjects = new HashMap<>();
  private @Nullable RunServer server;
  private @Nullable RunWatch watch;
  private boolean opening;
  private @Nullable RunEvaluation evaluation;
  private @Nullable String obstacle;

  /** The phase that changes nothing and of which a judgement did not pass. */
  private @Nullable String judging;

  private @Nullable PhaseUnderWay current;
  private String gateNow = "";
  private int gatesBegun;
  private RunState seen = RunState.empty("");
  private long started;

  GateRun(RunConditions conditions) {
    this.conditions = conditions;
    this.store = new EvidenceStore(conditions.metrics());
    this.history = new FigureHistory(store, conditions.clock().instant());
    this.console =
        new RunConsole(
            ConsolePace.of(
                conditions.properties(), conditions.environment(), ConsolePace.terminal()),
            conditions.home());
    this.page = new RunPage(conditions, console);
  }

  /** Why the next gate is not to run; empty if it is. */
  Optional<String> reasonNotToRun() {
    return reasonNotToRunWithoutServer().or(() -> NamedServer.reasonForNone(conditions));
  }

  /** The same for a gate that needs no server. */
  Optional<String> reasonNotToRunWithoutServer() {
    return Optional.ofNullable(obstacle)
        .map(gate -> "not run, because this did not pass: " + gate)
        .or(this::reasonToEnd);
  }

  private Optional<String> reasonToEnd() {
    return Optional.ofNullable(watch).flatMap(RunWatch::reason);
  }

  /**
   * Whether the judgements that are left of a phase are made though one did not pass: where the
   * phase changes nothing, none stands in the way of another.
   */
  boolean judgesOn(String phase) {
    return phase.equals(judging) && !acceptsBaseline() && reasonToEnd().isEmpty();
  }

  /** Nothing is accepted of which a judgement did not pass. */
  private boolean acceptsBaseline() {
    return Acceptance.from(conditions.properties()).baseline();
  }

  /**
   * Opens the server with the first gate, sees to it that the lock is held, and says where it is.
   *
   * @param phaseGates of the phase, selected or not
   * @throws GatePaused if an open hot-fix holds the phase back, or another phase's change waits for
   *     its commit
   */
  void begin(String phase, String gate, GatesOfPhase phaseGates) {
    gateNow = gate;
    requireOneProcess();
    RunServer server = server();
    Allure.epic(server.plan().id());
    Allure.feature(phase);
    server.holdLock();
    server.book().requireWritten();
    PhaseProgress progress = server.progress(phase);
    if (!isUnderWay(phase)) {
      leave();
      if (phaseGates.changeServer()) {
        record()
            .require(
                Finding.of(List.of(progress.noneWaitsElsewhere(), server.noneOfAnotherClone())));
      }
      current = PhaseUnderWay.onServer(phase, phaseGates, progress.state());
      progress.become(PhaseState.RUNNING);
      requireMayBegin(phase, progress);
    }
    progress.step(gate);
    started = System.nanoTime();
    if (watch != null) {
      watch.gate(gate, phase);
    }
  }

  /** Opens no server. */
  void beginWithoutServer(String phase, String gate, GatesOfPhase phaseGates) {
    gateNow = gate;
    requireOneProcess();
    if (!isUnderWay(phase)) {
      leave();
      current = PhaseUnderWay.withoutServer(phase, phaseGates);
    }
    Allure.epic(Plan.load(conditions.gates()).id());
    Allure.feature(phase);
    started = System.nanoTime();
  }

  private void requireOneProcess() {
    if (gatesBegun == 1) {
      OneProcess.require(conditions.properties());
    }
  }

  private boolean isUnderWay(String phase) {
    return current != null && current.tag().equals(phase);
  }

  private void leave() {
    if (current != null) {
      endOf(current);
    }
    current = null;
  }

  /** What is in force already waits for a decision, whatever became of other phases since. */
  private void requireMayBegin(String phase, PhaseProgress progress) {
    if (!progress.hasPendingChange()) {
      record().require(Finding.of(server().book().heldBack(phase, server().systemIdentifier())));
      record().require(Finding.of(server().prerequisites(phase)));
    }
  }

  /** A judgement of the phase that did not pass: no step that is none is taken after it. */
  Optional<String> judgedBadly(String phase) {
    return Optional.ofNullable(subjects.get(phase))
        .flatMap(scope -> scope.get(Judgements.class).firstFailed())
        .map(gate -> "not run, because this did not pass: " + gate);
  }

  /** Whether the judgements that are left are made though this gate did not pass. */
  boolean goesOnAfter(String phase, String gate) {
    PhaseScope scope = subjects.get(phase);
    return scope != null && scope.get(Judgements.class).hold(gate);
  }

  /** Counted for the gate that takes a change back; where no server takes part, there is none. */
  void judgedWell(String phase) {
    if (current != null && current.isOnServer()) {
      subjects(phase).get(Judgements.class).passed();
    }
  }

  /**
   * A judgement did not pass. Where it may, the run goes on to those that are left: on a server
   * that is throwaway, or on which nothing was changed yet.
   *
   * @return what the gate is to throw
   */
  Throwable judgedBadlyAt(String gate, String phase, Throwable met) {
    if (change(phase).isEmpty() && (obstacle == null || phase.equals(judging))) {
      judging = met instanceof GateStopped ? phase : null;
      return stopAt(gate, phase, met);
    }
    if (!(met instanceof GateStopped stopped) || !mayGoOn(phase, stopped)) {
      return stopAt(gate, phase, met);
    }
    subjects(phase).get(Judgements.class).failed(gate, stopped.verdicts());
    return stopped.followedBy(
        "The judgements that are left are made first; then what was changed is taken back.");
  }

  /** A decision that would be asked for by itself is not, where all goes back anyway. */
  private boolean mayGoOn(String phase, GateStopped stopped) {
    boolean harmless =
        server().context().target().throwaway()
            || change(phase).flatMap(change -> change.progress().pending()).isEmpty();
    boolean decides = stopped instanceof GatePaused && judgedBadly(phase).isEmpty();
    return harmless && !decides && !acceptsBaseline() && reasonToEnd().isEmpty();
  }

  /** A gate is about to begin: how console and report show it. */
  void show(String phase, String gate, Optional<Promise> promise) {
    gatesBegun++;
    console.begin(phase, gate);
    GateSheet.begin(
        gatesBegun,
        gate,
        promise.map(Promise::about).orElse("the server"),
        promise.map(Promise::breaks).orElse(SeverityLevel.NORMAL));
    ThresholdLinks links =
        new ThresholdLinks(
            conditions.project(),
            conditions.gates(),
            conditions.results().resolveSibling("allure"));
    promise.stream()
        .flatMap(each -> Stream.of(each.threshold()))
        .forEach(threshold -> links.link(phase, threshold));
  }

  /** A gate that was selected does not run. */
  void notRun(String phase, String gate, String reason) {
    page.notes().notRun(phase, gate, reason);
  }

  /** A gate has ended, by what it threw if it did not pass. */
  void end(String phase, String gate, Optional<Throwable> thrown) {
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    GateOutcome outcome = GateOutcome.of(thrown.orElse(null));
    console.ended(phase, gate);
    page.ended(phase, gate, outcome, thrown, took);
    if (watch != null) {
      watch.rest();
    }
    if (current == null || !isUnderWay(phase)) {
      return;
    }
    current.ended(outcome);
    book().ifPresent(book -> book.gate(phase, gate, outcome, took));
    if (current.isOnServer()) {
      server().progress(phase).took(gate, took);
      server().book().moved(seen, server().state());
      seen = server().state();
    }
  }

  /** Where the run takes things down; a look at the evidence alone has no such place. */
  private Optional<RunRecorder> book() {
    return Optional.ofNullable(server)
        .map(RunServer::book)
        .or(() -> Optional.ofNullable(evaluation).map(RunEvaluation::book));
  }

  /** A phase that changes nothing is over when the next one begins, or when the run ends. */
  private void endOf(PhaseUnderWay ending) {
    if (ending.isOnServer()) {
      endOnServer(ending);
    } else if (ending.wholePassed()) {
      new RunRecorder(conditions, Plan.load(conditions.gates()))
          .resolve(ending.tag(), Optional.empty());
    }
  }

  private void endOnServer(PhaseUnderWay ending) {
    String phase = ending.tag();
    judgedBadly(phase)
        .or(this::endedUnderAChange)
        .ifPresent(why -> putBack(gateNow, phase, new IllegalStateException(why)));
    PhaseProgress progress = server().progress(phase);
    boolean begun =
        progress.state() != PhaseState.NOT_RUN; // a full disk may have kept it from that
    if (begun && change(phase).isEmpty()) {
      progress.become(obstacle == null ? ending.afterReading() : PhaseState.STOPPED);
    }
    server().keepHashes(store.written());
    RunRecorder book = server().book();
    book.ended(phase, progress.state().toString());
    if (ending.wholePassed()) {
      book.resolve(phase, server().systemIdentifier());
    }
    page.ended(phase, change(phase), server().state());
  }

  RunEvaluation evaluation() {
    if (evaluation == null) {
      evaluation = RunEvaluation.open(conditions, console::say);
    }
    return evaluation;
  }

  RunConditions conditions() {
    return conditions;
  }

  PhaseScope subjects(String phase) {
    return subjects.computeIfAbsent(phase, tag -> server().subjects(tag, conditions));
  }

  private Optional<PhaseChange> change(String phase) {
    return Optional.ofNullable(subjects.get(phase)).flatMap(PhaseScope::change);
  }

  GateRecord record() {
    return new GateRecord(
        store,
        new GateRecord.Listener() {
          @Override
          public void found(Finding shown) {
            tell(shown);
          }

          @Override
          public void placed(EvidencePlace place) {
            if (current != null) {
              page.placed(current.tag(), gateNow, place);
            }
          }
        },
        this::withHistory);
  }

  private Finding withHistory(Finding finding) {
    if (current == null || !current.isOnServer()) {
      return finding;
    }
    String phase = current.tag();
    return server()
        .systemIdentifier()
        .map(identifier -> history.with(phase, identifier, finding))
        .orElse(finding);
  }

  private void tell(Finding finding) {
    if (current == null) {
      return;
    }
    String phase = current.tag();
    page.notes().found(phase, gateNow, finding);
    finding.evidence().stream()
        .map(Evidence::content)
        .filter(LeftAlone.class::isInstance)
        .findFirst()
        .ifPresent(left -> GateSheet.nothingToDo(((LeftAlone) left).why()));
    if (current.isOnServer()) {
      finding.evidence().stream()
          .map(Evidence::content)
          .filter(Figures.class::isInstance)
          .flatMap(content -> ((Figures) content).figures().stream())
          .forEach(figure -> server().book().figure(phase, figure));
    }
  }

  /** No gate runs after this one. */
  void noteObstacle(String gate) {
    if (obstacle == null) {
      obstacle = gate;
    }
  }

  /**
   * Stops the run. A stage that pauses leaves the server as it is; anything else puts it back and
   * leaves a hot-fix.
   *
   * @return what the gate is to throw
   */
  Throwable stopAt(String gate, String phase, Throwable met) {
    noteObstacle(gate);
    Throwable thrown = explained(met);
    if (thrown instanceof GatePaused paused) {
      return pauseAt(gate, phase, paused);
    }
    if (thrown instanceof JudgeUnavailableException unavailable) {
      return pauseAt(gate, phase, unavailable);
    }
    Optional<Verdict> unmeasured = Unmeasured.of(thrown);
    if (unmeasured.isPresent()) {
      return stopAt(gate, phase, record().inconclusive(unmeasured.get()));
    }
    if (thrown instanceof NotWarmException cold) {
      return staysAt(phase, record().inconclusive(Unmeasured.notWarm(cold)));
    }
    return thrown instanceof GateStopped stopped
        ? stopped.followedBy(putBack(gate, phase, thrown).line())
        : breakAt(gate, phase, met);
  }

  /** Nothing can be said yet, and to put the server back would take one more restart. */
  private GateInconclusive staysAt(String phase, GateInconclusive met) {
    return change(phase)
        .map(
            change -> {
              change.pause();
              return met.followedBy(
                  "The change stays in force, without another restart. To take it back: mvn verify"
                      + " -Dgroups=%s -Ddecline=%s".formatted(phase, change.decline()));
            })
        .orElse(met);
  }

  /** A phase does not begin: what it needs is missing, and no person has to mend anything here. */
  GateInconclusive refuseAt(String gate, String phase, GateInconclusive refused) {
    noteObstacle(gate);
    return refused.followedBy(RollbackOutcome.of(change(phase)).line());
  }

  /** Stops the run until a person has decided; the server stays as it is. */
  GatePaused pauseAt(String gate, String phase, GatePaused paused) {
    noteObstacle(gate);
    Optional<PhaseChange> change = change(phase);
    if (change.isEmpty()) {
      return paused.followedBy("Nothing had been changed.");
    }
    change.get().pause();
    page.paused(phase, change.get());
    return paused.followedBy(
        "Nothing goes on until then; the server stays as it is. To take everything back: mvn"
            + " verify -Dgroups=%s -Ddecline=%s".formatted(phase, change.get().decline()));
  }

  /** A judge that cannot be asked says nothing against the server. */
  GatePaused pauseAt(String gate, String phase, JudgeUnavailableException unavailable) {
    return pauseAt(gate, phase, record().pause(RunJudge.unavailable(unavailable)));
  }

  /** The same for a gate that could not be judged. */
  GateBroken breakAt(String gate, String phase, Throwable met) {
    noteObstacle(gate);
    Throwable thrown = explained(met);
    Optional<String> leftAlone = Optional.ofNullable(watch).flatMap(RunWatch::leftAlone);
    if (leftAlone.isPresent()) {
      return new GateBroken(thrown, leftAlone.get());
    }
    RollbackOutcome rollback = putBack(gate, phase, thrown);
    GateBroken broken = new GateBroken(unaborted(thrown), rollback.line());
    rollback.failure().ifPresent(broken::addSuppressed);
    return broken;
  }

  private RollbackOutcome putBack(String gate, String phase, Throwable thrown) {
    RollbackOutcome rollback =
        opening ? RollbackOutcome.ofOpening() : RollbackOutcome.of(change(phase));
    page.after(phase, rollback);
    rollback.report().ifPresent(done -> record().note(done.proof()));
    if (server != null && rollback.rolledBack()) {
      server.book().rolledBack(EntryKind.ROLLBACK, phase, rollback.proven(), rollback.line());
    }
    Allure.addAttachment("rollback", rollback.line());
    HotFixNote.Written note =
        hotFix(phase).written(conditions.clock().instant(), gate, phase, thrown, rollback);
    page.hotFix(phase, note);
    return besides(phase, rollback).followedBy(note.line());
  }

  private RollbackOutcome besides(String phase, RollbackOutcome rollback) {
    return server == null
        ? rollback
        : server.progress(phase).wayBackOfAnother().map(rollback::followedBy).orElse(rollback);
  }

  private HotFixNote hotFix(String phase) {
    return new HotFixNote(
        store,
        Optional.ofNullable(server).flatMap(RunServer::systemIdentifier),
        book(),
        evaluation == null ? "mvn verify -Dgroups=" + phase : evaluation.command(phase));
  }

  @Override
  public void close() {
    try (RunConsole last = console;
        RunWatch untilHere = watch) {
      if (untilHere != null) {
        untilHere.rest();
      }
      closed();
    }
    requireComplete();
  }

  /** A run that passed is a record only if each gate that was planned ran and was recorded. */
  private void requireComplete() {
    String ledger = conditions.properties().get(RunLedger.PROPERTY);
    if (ledger != null && obstacle == null && page.hasGates()) {
      Reconciliation.require(Path.of(ledger), conditions.results());
    }
  }

  private void closed() {
    if (current != null) {
      endOf(current);
    }
    subjects.values().forEach(PhaseScope::close);
    if (server != null) {
      server.close(conditions, obstacle, store, page);
    } else if (evaluation != null) {
      evaluation.close(conditions, obstacle, store.written(), page);
    } else if (page.hasGates()) {
      page.write(planId(), "none", Map.of(), List.of());
    }
  }

  /** A plan that cannot be read is what the first gate failed of. */
  private String planId() {
    try {
      return Plan.load(conditions.gates()).id();
    } catch (PlanException e) {
      return "not readable";
    }
  }

  private RunServer server() {
    if (server == null) {
      opening = true;
      server = RunServer.open(conditions, console::say);
      opening = false;
      seen = server.state();
      watch = watch(server);
    }
    return server;
  }

  /**
   * A gate may pass although the run was asked to end in it: the change is taken back then, too.
   */
  private Optional<String> endedUnderAChange() {
    return Optional.ofNullable(watch)
        .filter(ended -> ended.leftAlone().isEmpty())
        .flatMap(RunWatch::reason)
        .filter(why -> server().state().pendingChange().isPresent());
  }

  private RunWatch watch(RunServer opened) {
    return new RunWatch(
        opened.plan().target().limits(),
        opened.context().target().throwaway(),
        opened.context().target().connector()::abortSessions,
        opened::halfDone);
  }

  private Throwable explained(Throwable met) {
    return watch == null ? met : watch.explained(met);
  }

  private static Throwable unaborted(Throwable thrown) {
    return thrown instanceof TestAbortedException
        ? new IllegalStateException("A gate may not be aborted: " + thrown.getMessage(), thrown)
        : thrown;
  }
}
