package dev.redline.change;

import dev.redline.health.ServerHealth;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerState;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateSnapshot;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Puts a server back to what it was, and proves it. May be done again after any interruption. */
final class Rollback {

  private final PhaseContext context;
  private final PhaseProgress progress;

  Rollback(PhaseContext context, PhaseProgress progress) {
    this.context = context;
    this.progress = progress;
  }

  /**
   * Takes back every kept change, the last one first, restarts a server that may have run with one
   * of them, and proves what is there against what was kept.
   *
   * @throws dev.redline.postgres.ServerControlException if the server does not come back: a person
   *     has to look at it
   */
  RollbackReport of(PendingChange pending) {
    progress.become(PhaseState.ROLLING_BACK);
    try {
      RollbackReport report = restore(pending);
      if (report.proof().passed()) {
        progress.settle(PhaseState.ROLLED_BACK);
      } else {
        progress.become(PhaseState.NEEDS_A_PERSON);
      }
      return report;
    } catch (RuntimeException e) {
      noteFailure(e);
      throw e;
    }
  }

  /** What failed first is what a person has to hear of, even if the state cannot be written. */
  private void noteFailure(RuntimeException failure) {
    try {
      progress.become(PhaseState.NEEDS_A_PERSON);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private RollbackReport restore(PendingChange pending) {
    ServerControl control = context.control();
    long start = System.nanoTime();
    KeptChanges kept = KeptChanges.of(pending);
    kept.restoreFiles(control.files());
    boolean restart = pending.restarting() || startedSince(pending.started());
    start(restart);
    revert(kept);
    ServerState before = new StateSnapshot(Path.of(pending.state()), pending.stateSha256()).read();
    if (!restart && runsWithOthersThan(before)) {
      start(true);
    }
    progress.update(pending.restored(context.clock().instant()));
    Duration timeToRestore = Duration.ofNanos(System.nanoTime() - start);
    List<Verdict> proof = new ArrayList<>(kept.gone(control.files()));
    Finding asBefore = proof(before);
    proof.addAll(asBefore.verdicts());
    Evidence time = Evidence.of("time to restore", ChangeFigures.restored(timeToRestore));
    return new RollbackReport(
        new Finding(proof, asBefore.evidence()).with(List.of(time)), timeToRestore);
  }

  private void revert(KeptChanges kept) {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '60s'"); // a person hears of it rather than waits
      kept.revert(connection);
    } catch (SQLException e) {
      throw new ServerControlException(
          "No session to take back what the phase had created: " + e.getMessage(), e);
    }
  }

  private void start(boolean again) {
    ServerProcess process = context.control().process();
    if (again) {
      process.stop(context.plan().target().stopPatience());
    }
    process.start(context.plan().target().startPatience());
  }

  /** Somebody may have reloaded the file, or the clock may have been wrong about the start. */
  private boolean runsWithOthersThan(ServerState before) {
    try {
      ServerState now = ServerState.read(context.connector(), context.clock());
      return !UnchangedCheck.ofSettings(before, now, context.mayDiffer()).passed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** A server that was started meanwhile may run with what has just been taken back. */
  private boolean startedSince(Instant moment) {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_postmaster_start_time()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant().isAfter(moment);
    } catch (SQLException | ConnectionFailedException e) {
      return true;
    }
  }

  private Finding proof(ServerState before) {
    try {
      ServerState now = ServerState.read(context.connector(), context.clock());
      return Finding.of(
              UnchangedCheck.ofSettings(before, now, context.mayDiffer()),
              Evidence.of("settings after rollback", now.settings()))
          .and(Finding.of(new DataProof(context).verdicts(before, now)))
          .and(Finding.of(UnchangedCheck.ofObjects(before, now)))
          .and(
              new ServerHealth(context.connector(), context.plan().health(), context.clock())
                  .health());
    } catch (SQLException e) {
      return Finding.of(
          Verdict.inconclusive(
              "server after rollback",
              String.valueOf(e.getMessage()),
              "answers",
              "look at the server's log"));
    }
  }
}
