package dev.redline.junit;

import dev.redline.change.PhaseChange;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.judge.RunJudge;
import dev.redline.record.GateBroken;
import dev.redline.record.GateInconclusive;
import dev.redline.record.GatePaused;
import dev.redline.record.GateRecord;
import dev.redline.record.GateStopped;
import dev.redline.record.journal.EntryKind;
import dev.redline.verdict.Verdict;
import dev.redline.workload.NotWarmException;
import io.qameta.allure.Allure;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Ends a run at a gate that did not pass: pauses, or puts the server back and leaves a hot-fix. */
final class RunStops {

  private final RunResources resources;
  private final Supplier<GateRecord> record;
  private @Nullable String obstacle;

  /**
   * @param record of the gate that runs now
   */
  RunStops(RunResources resources, Supplier<GateRecord> record) {
    this.resources = resources;
    this.record = record;
  }

  /** The first gate that did not pass and after which none runs; empty if there is none. */
  Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
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
      return stopAt(gate, phase, record.get().inconclusive(unmeasured.get()));
    }
    if (thrown instanceof NotWarmException cold) {
      return staysAt(phase, record.get().inconclusive(Unmeasured.notWarm(cold)));
    }
    return thrown instanceof GateStopped stopped
        ? stopped.followedBy(putBack(gate, phase, thrown).line())
        : breakAt(gate, phase, met);
  }

  /** Nothing can be said yet, and to put the server back would take one more restart. */
  private GateInconclusive staysAt(String phase, GateInconclusive met) {
    return resources
        .change(phase)
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
    return refused.followedBy(RollbackOutcome.of(resources.change(phase)).line());
  }

  /** Stops the run until a person has decided; the server stays as it is. */
  GatePaused pauseAt(String gate, String phase, GatePaused paused) {
    noteObstacle(gate);
    Optional<PhaseChange> change = resources.change(phase);
    if (change.isEmpty()) {
      return paused.followedBy("Nothing had been changed.");
    }
    change.get().pause();
    resources.page().paused(phase, change.get());
    return paused.followedBy(
        "Nothing goes on until then; the server stays as it is. To take everything back: mvn"
            + " verify -Dgroups=%s -Ddecline=%s".formatted(phase, change.get().decline()));
  }

  /** A judge that cannot be asked says nothing against the server. */
  GatePaused pauseAt(String gate, String phase, JudgeUnavailableException unavailable) {
    return pauseAt(gate, phase, record.get().pause(RunJudge.unavailable(unavailable)));
  }

  /** The same as {@link #stopAt} for a gate that could not be judged. */
  GateBroken breakAt(String gate, String phase, Throwable met) {
    noteObstacle(gate);
    Throwable thrown = explained(met);
    Optional<String> leftAlone = resources.watch().flatMap(RunWatch::leftAlone);
    if (leftAlone.isPresent()) {
      return new GateBroken(thrown, leftAlone.get());
    }
    RollbackOutcome rollback = putBack(gate, phase, thrown);
    GateBroken broken = new GateBroken(unaborted(thrown), rollback.line());
    rollback.failure().ifPresent(broken::addSuppressed);
    return broken;
  }

  /** Takes back what the phase has changed, if anything, and puts on record why. */
  RollbackOutcome putBack(String gate, String phase, Throwable thrown) {
    RollbackOutcome rollback =
        resources.failedToOpen()
            ? RollbackOutcome.ofOpening()
            : RollbackOutcome.of(resources.change(phase));
    resources.page().after(phase, rollback);
    rollback.report().ifPresent(done -> record.get().note(done.proof()));
    if (rollback.rolledBack()) {
      resources
          .openServer()
          .map(RunServer::book)
          .ifPresent(
              book ->
                  book.rolledBack(EntryKind.ROLLBACK, phase, rollback.proven(), rollback.line()));
    }
    Allure.addAttachment("rollback", rollback.line());
    HotFixNote.Written note =
        hotFix(phase)
            .written(resources.conditions().clock().instant(), gate, phase, thrown, rollback);
    resources.page().hotFix(phase, note);
    return besides(phase, rollback).followedBy(note.line());
  }

  private RollbackOutcome besides(String phase, RollbackOutcome rollback) {
    return resources
        .openServer()
        .flatMap(server -> server.progress(phase).wayBackOfAnother())
        .map(rollback::followedBy)
        .orElse(rollback);
  }

  private HotFixNote hotFix(String phase) {
    return new HotFixNote(
        resources.store(),
        resources.openServer().flatMap(RunServer::systemIdentifier),
        resources.book(),
        resources.command(phase));
  }

  private Throwable explained(Throwable met) {
    return resources.watch().map(watch -> watch.explained(met)).orElse(met);
  }

  private static Throwable unaborted(Throwable thrown) {
    return thrown instanceof TestAbortedException
        ? new IllegalStateException("A gate may not be aborted: " + thrown.getMessage(), thrown)
        : thrown;
  }
}
