package dev.redline.change;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import dev.redline.postgres.ServerState;
import dev.redline.quoting.ServerWords;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateSnapshot;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Timeline;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

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
        context.marks().ifPresent(marks -> marks.gone(pending));
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

  /** Whether the server is proven to be as before already. Touches nothing. */
  boolean isDone(PendingChange pending) {
    ServerState before = new StateSnapshot(Path.of(pending.state()), pending.stateSha256()).read();
    return proofOfReturn(KeptChanges.of(pending), before).passed();
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
    long start = System.nanoTime();
    Timeline times = new Timeline(start);
    ServerState before = new StateSnapshot(Path.of(pending.state()), pending.stateSha256()).read();
    KeptChanges kept = KeptChanges.of(pending);
    takeBack(pending, kept, before, times);
    progress.update(pending.restored(context.clock().instant()));
    Duration timeToRestore = Duration.ofNanos(System.nanoTime() - start);
    Finding proof = proofOfReturn(kept, before);
    times.until(System.nanoTime(), "proven");
    return new RollbackReport(
        proof.with(
            List.of(
                Evidence.of("time to restore", ChangeFigures.restored(timeToRestore)),
                Evidence.of("the way back", timeline(times)))),
        timeToRestore);
  }

  private static Bars timeline(Timeline times) {
    return times.bars("The way back, as time went on", "time, in s", "put back");
  }

  private void takeBack(
      PendingChange pending, KeptChanges kept, ServerState before, Timeline times) {
    ServerControl control = context.control();
    try {
      kept.restoreFiles(control.files());
    } finally {
      kept.restoreConfiguration(context);
    }
    times.until(System.nanoTime(), "files put back");
    boolean answers = control.process().running() && context.connector().takesConnectionsSoon();
    if (answers) {
      inSession(kept::unset);
    } else {
      kept.restoreStopped(control.files());
    }
    kept.restoreFleet(context);
    boolean restart =
        control.process().mayRestart()
            && (pending.restarting() || startedSince(pending.started()))
            && !runsAsBefore(before);
    times.until(System.nanoTime(), "server looked at");
    start(restart, kept);
    times.until(
        System.nanoTime(), restart ? "checkpoint and restart" : "started, where it was not");
    if (!answers) {
      inSession(kept::unset);
    }
    inSession(kept::revert);
    if (kept.areUnset() || !control.process().mayRestart()) {
      reload(before);
    }
    times.until(System.nanoTime(), "taken back in the running server");
    if ((!restart || !answers) && control.process().mayRestart() && runsWithOthersThan(before)) {
      start(true, kept);
      times.until(System.nanoTime(), "restart for what still differed");
    }
  }

  private void reload(ServerState before) {
    try {
      new Reload(context.connector()).seen();
      Awaitility.await()
          .pollInSameThread()
          .atMost(context.plan().target().startPatience())
          .until(() -> !runsWithOthersThan(before) || !waiting().isEmpty());
    } catch (SQLException | ConditionTimeoutException e) {
      // What is not as before by then, the proof names.
    }
  }

  private interface InSession {
    void run(Connection connection);
  }

  private void inSession(InSession work) {
    context.connector().takesConnectionsSoon(); // opening tells why, if it does not
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '60s'"); // a person hears of it rather than waits
      work.run(connection);
    } catch (SQLException e) {
      throw new ServerControlException(
          "No session to take back what the phase had created: " + ServerWords.of(e), e);
    }
  }

  private void start(boolean again, KeptChanges kept) {
    TargetOptions options = context.plan().target();
    ServerProcess process = context.control().process();
    try {
      if (again) {
        new Checkpoint(context.connector()).taken().restart(process, options);
      } else {
        process.start(options.startPatience());
      }
    } catch (ServerStartException e) {
      throw kept.byHand().isEmpty()
          ? e
          : new ServerStartException(e.getMessage() + " By hand: " + kept.byHand(), "");
    }
  }

  /** A server that only its owner restarts goes on with what waits for that. */
  private Set<String> mayDiffer() throws SQLException {
    Set<String> names = new HashSet<>(context.mayDiffer());
    List<String> waiting = waiting();
    names.addAll(waiting);
    names.addAll(context.plan().derivedFrom(waiting));
    return names;
  }

  private List<String> waiting() throws SQLException {
    return context.control().process().mayRestart()
        ? List.of()
        : Restart.waiting(UnchangedCheck.settings(context));
  }

  /** To put it back once more takes no restart: another run may have done so. */
  private boolean runsAsBefore(ServerState before) {
    try {
      ServerState now = ServerState.read(context.connector(), context.clock());
      return UnchangedCheck.ofSettings(before, now, context.mayDiffer()).passed();
    } catch (SQLException | ConnectionFailedException e) {
      return false;
    }
  }

  /** Somebody may have reloaded the file, or the clock may have been wrong about the start. */
  private boolean runsWithOthersThan(ServerState before) {
    try {
      ServerState now = ServerState.read(context.connector(), context.clock());
      return !UnchangedCheck.ofSettings(before, now, mayDiffer()).passed();
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

  /** What the server itself says of what was taken back, and what only its next start will show. */
  private Finding written(KeptChanges kept) throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    List<String> waiting = waiting();
    verdicts.add(
        Verdict.pass(
            "settings that are written back and wait for the next planned restart",
            waiting.isEmpty() ? "none" : String.join(", ", waiting),
            "on record"));
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      verdicts.addAll(kept.gone(connection));
    }
    verdicts.addAll(kept.goneFromFleet(context));
    return Finding.of(verdicts);
  }

  private Finding proofOfReturn(KeptChanges kept, ServerState before) {
    List<Verdict> proof = new ArrayList<>(kept.gone(context.control().files()));
    Finding asBefore = proof(kept, before);
    proof.addAll(asBefore.verdicts());
    return new Finding(proof, asBefore.evidence());
  }

  private Finding proof(KeptChanges kept, ServerState before) {
    try {
      ServerState now = ServerState.read(context.connector(), context.clock());
      Finding proof =
          written(kept)
              .and(
                  Finding.of(
                      UnchangedCheck.ofSettings(before, now, mayDiffer()),
                      Evidence.of("settings after rollback", now.settings())))
              .and(Finding.of(new DataProof(context).verdicts(before, now)))
              .and(Finding.of(UnchangedCheck.ofObjects(before, now)))
              .and(context.health().health());
      return context.member().map(member -> proof.and(member.inOrder())).orElse(proof);
    } catch (SQLException e) {
      return Finding.of(
          Verdict.inconclusive(
              "server after rollback", ServerWords.of(e), "answers", "look at the server's log"));
    }
  }
}
