package dev.redline.junit;

import dev.redline.approval.Acceptance;
import dev.redline.change.lock.TunerLock;
import dev.redline.plan.Plan;
import dev.redline.record.EvidencePlace;
import dev.redline.record.FigureHistory;
import dev.redline.record.GateOutcome;
import dev.redline.record.GatePaused;
import dev.redline.record.GateRecord;
import dev.redline.record.GateSheet;
import dev.redline.record.GateStopped;
import dev.redline.record.OneRun;
import dev.redline.record.Reconciliation;
import dev.redline.record.RunLedger;
import dev.redline.record.ThresholdLinks;
import dev.redline.record.console.RunConsole;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import io.qameta.allure.Allure;
import io.qameta.allure.SeverityLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gates of a run in their order: which phase is under way, and what becomes of it. One for each
 * launcher session; nothing is opened before the first gate begins.
 */
final class GateRun implements AutoCloseable {

  private final RunConditions conditions;
  private final FigureHistory history;
  private final RunResources resources;
  private final RunStops stops;
  private @Nullable TunerLock folder;
  private OneRun.@Nullable UnderWayException refused;
  private @Nullable PhaseUnderWay current;
  private String gateNow = "";
  private int gatesBegun;
  private @Nullable RunState seen;
  private long started;

  GateRun(RunConditions conditions) {
    this.conditions = conditions;
    this.resources = new RunResources(conditions);
    this.history = new FigureHistory(resources.store(), conditions.clock().instant());
    this.stops = new RunStops(resources, this::record);
  }

  RunResources resources() {
    return resources;
  }

  RunStops stops() {
    return stops;
  }

  /**
   * Takes the folder with the first gate.
   *
   * @throws OneRun.UnderWayException if another run has it: nothing of what lies there is touched
   */
  void takeFolder() {
    if (refused != null) {
      throw refused;
    }
    if (folder == null) {
      try {
        folder =
            OneRun.take(
                conditions.home(),
                conditions.clock().instant(),
                conditions.properties().get(OneRun.REFUSED));
      } catch (OneRun.UnderWayException e) {
        refused = e;
        throw e;
      }
    }
  }

  /** The same for who only asks; a gate that is to begin says why not. */
  boolean takesFolder() {
    try {
      takeFolder();
      return true;
    } catch (OneRun.UnderWayException e) {
      return false;
    }
  }

  /** Why the next gate is not to run; empty if it is. */
  Optional<String> reasonNotToRun() {
    return reasonNotToRunWithoutServer().or(() -> NamedServer.reasonForNone(conditions));
  }

  /** The same for a gate that needs no server. */
  Optional<String> reasonNotToRunWithoutServer() {
    return stops
        .obstacle()
        .map(gate -> "not run, because this did not pass: " + gate)
        .or(this::reasonToEnd);
  }

  private Optional<String> reasonToEnd() {
    return resources.watch().flatMap(RunWatch::reason);
  }

  /**
   * Whether the judgements that are left of a phase are made though one did not pass: where the
   * phase changes nothing, none stands in the way of another.
   */
  boolean judgesOn(String phase) {
    return isUnderWay(phase)
        && stops.obstacle().filter(judgements()::hold).isPresent()
        && !acceptsBaseline()
        && reasonToEnd().isEmpty();
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
    RunServer server = resources.server();
    if (seen == null) {
      seen = server.state();
    }
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
    resources.watch().ifPresent(watch -> watch.gate(gate, phase));
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
      RunServer server = resources.server();
      record().require(Finding.of(server.book().heldBack(phase, server.systemIdentifier())));
      record().require(Finding.of(server.prerequisites(phase)));
    }
  }

  /** What the judgements of the phase that is under way have found. */
  Judgements judgements() {
    return Objects.requireNonNull(current, "No phase is under way.").judgements();
  }

  /** A judgement of a change that did not pass: no step that is none is taken after it. */
  Optional<String> judgedBadly(String phase) {
    return isUnderWay(phase) && resources.change(phase).isPresent()
        ? judgements().firstFailed().map(gate -> "not run, because this did not pass: " + gate)
        : Optional.empty();
  }

  /** Whether the judgements that are left are made though this gate did not pass. */
  boolean goesOnAfter(String phase, String gate) {
    return isUnderWay(phase) && judgements().hold(gate);
  }

  /** Counted for the gate that takes a change back. */
  void judgedWell() {
    judgements().passed();
  }

  /**
   * A judgement did not pass. Where it may, the run goes on to those that are left: where nothing
   * is changed, on a server that is throwaway, or on which nothing was changed yet.
   *
   * @return what the gate is to throw
   */
  Throwable judgedBadlyAt(String gate, String phase, Throwable met) {
    if (!(met instanceof GateStopped stopped)) {
      judgements().end();
      return stops.stopAt(gate, phase, met);
    }
    if (resources.change(phase).isEmpty()) {
      if (stops.obstacle().isEmpty() || judgesOn(phase)) {
        judgements().failed(gate, stopped.verdicts());
      }
      return stops.stopAt(gate, phase, met);
    }
    if (!mayGoOn(phase, stopped)) {
      return stops.stopAt(gate, phase, met);
    }
    judgements().failed(gate, stopped.verdicts());
    return stopped.followedBy(
        "The judgements that are left are made first; then what was changed is taken back.");
  }

  /** A decision that would be asked for by itself is not, where all goes back anyway. */
  private boolean mayGoOn(String phase, GateStopped stopped) {
    boolean harmless =
        resources.server().context().target().throwaway()
            || resources.change(phase).flatMap(change -> change.progress().pending()).isEmpty();
    boolean decides = stopped instanceof GatePaused && judgedBadly(phase).isEmpty();
    return harmless && !decides && !acceptsBaseline() && reasonToEnd().isEmpty();
  }

  /** A gate is about to begin: how console and report show it. */
  void show(String phase, String gate, Optional<Promise> promise) {
    gatesBegun++;
    resources.console().begin(phase, gate);
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
    resources.page().notes().notRun(phase, gate, reason);
  }

  /** A gate has ended, by what it threw if it did not pass. */
  void end(String phase, String gate, Optional<Throwable> thrown) {
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    GateOutcome outcome = GateOutcome.of(thrown.orElse(null));
    resources.console().ended(phase, gate);
    resources.page().ended(phase, gate, outcome, thrown, took);
    resources.watch().ifPresent(RunWatch::rest);
    if (current == null || !isUnderWay(phase)) {
      return;
    }
    current.ended(outcome);
    resources.book().ifPresent(book -> book.gate(phase, gate, outcome, took));
    if (current.isOnServer()) {
      RunServer server = resources.server();
      server.progress(phase).took(gate, took);
      server.book().moved(Objects.requireNonNull(seen), server.state());
      seen = server.state();
    }
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
        .ifPresent(why -> stops.putBack(gateNow, phase, new IllegalStateException(why)));
    RunServer server = resources.server();
    PhaseProgress progress = server.progress(phase);
    boolean begun =
        progress.state() != PhaseState.NOT_RUN; // a full disk may have kept it from that
    if (begun && resources.change(phase).isEmpty()) {
      progress.become(stops.obstacle().isEmpty() ? ending.afterReading() : PhaseState.STOPPED);
    }
    server.keepHashes(resources.store().written());
    RunRecorder book = server.book();
    book.ended(phase, progress.state().toString());
    if (ending.wholePassed()) {
      book.resolve(phase, server.systemIdentifier());
    }
    resources.page().ended(phase, resources.change(phase), server.state());
  }

  GateRecord record() {
    return new GateRecord(
        resources.store(),
        new GateRecord.Listener() {
          @Override
          public void found(Finding shown) {
            tell(shown);
          }

          @Override
          public void placed(EvidencePlace place) {
            if (current != null) {
              resources.page().placed(current.tag(), gateNow, place);
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
    return resources
        .server()
        .systemIdentifier()
        .map(identifier -> history.with(phase, identifier, finding))
        .orElse(finding);
  }

  private void tell(Finding finding) {
    if (current == null) {
      return;
    }
    String phase = current.tag();
    resources.page().notes().found(phase, gateNow, finding);
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
          .forEach(figure -> resources.server().book().figure(phase, figure));
    }
  }

  @Override
  public void close() {
    try (TunerLock untilThen = folder;
        RunConsole last = resources.console();
        RunWatch untilHere = resources.watch().orElse(null)) {
      if (untilHere != null) {
        untilHere.rest();
      }
      leave();
      resources.close(stops.obstacle().orElse(null));
      requireComplete();
    }
  }

  /** A run that passed is a record only if each gate that was planned ran and was recorded. */
  private void requireComplete() {
    String ledger = conditions.properties().get(RunLedger.PROPERTY);
    if (ledger != null && stops.obstacle().isEmpty() && resources.page().hasGates()) {
      Reconciliation.require(Path.of(ledger), conditions.results());
    }
  }

  /**
   * A gate may pass although the run was asked to end in it: the change is taken back then, too.
   */
  private Optional<String> endedUnderAChange() {
    return resources
        .watch()
        .filter(ended -> ended.leftAlone().isEmpty())
        .flatMap(RunWatch::reason)
        .filter(why -> resources.server().state().pendingChange().isPresent());
  }
}
