package dev.redline.run;

import dev.redline.plan.Plan;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerState;
import dev.redline.target.Target;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Puts a server back to what it was, and proves it. */
final class Rollback {

  private final Plan plan;
  private final Target target;
  private final ServerControl control;
  private final Clock clock;

  Rollback(Plan plan, Target target, ServerControl control, Clock clock) {
    this.plan = plan;
    this.target = target;
    this.control = control;
    this.clock = clock;
  }

  /**
   * Reverts the change and restarts the server, whether it runs or not.
   *
   * @throws dev.redline.postgres.ServerControlException if the server does not come back: a person
   *     has to look at it
   */
  RollbackReport withRestart(Change change, ServerState before) {
    long start = System.nanoTime();
    change.revert();
    control.process().stop(plan.target().stopPatience());
    return proven(change, before, start);
  }

  /** Reverts what is stored; a server that never ran with it is left running. */
  RollbackReport ofFiles(Change change, ServerState before) {
    long start = System.nanoTime();
    change.revert();
    return proven(change, before, start);
  }

  private RollbackReport proven(Change change, ServerState before, long start) {
    control.process().start(plan.target().startPatience());
    Duration timeToRestore = Duration.ofNanos(System.nanoTime() - start);
    return new RollbackReport(change.gone().and(proof(before)), timeToRestore);
  }

  private Finding proof(ServerState before) {
    try {
      ServerState now = ServerState.read(target.connector(), clock);
      return Finding.of(
              Survival.ofSettings(before, now, Set.of()),
              Evidence.of("settings after rollback", now.settings()))
          .and(Finding.of(Survival.ofData(before, now)))
          .and(new Discovery(target.connector(), plan.health(), clock).health());
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
