package dev.redline.run;

import dev.redline.plan.MemorySize;
import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControl;
import dev.redline.target.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the phases of a run have in common.
 *
 * @param workload empty: a stage can look, but not measure
 * @param acceptedIndexes names of proposed indexes that are to stay
 * @param fixtures the folder with what the server is filled with and gets created
 * @param keep the folder for what is needed to put the server back
 * @param say told what a person should see before anything is changed
 */
public record StageContext(
    Plan plan,
    Target target,
    Optional<Workload> workload,
    StateStore store,
    ApprovalRequest approvals,
    AcceptedBaseline accepted,
    Set<String> acceptedIndexes,
    Path fixtures,
    Path keep,
    RunFolders folders,
    Clock clock,
    Consumer<String> say) {

  /** The same with something to measure the server with. */
  public StageContext withWorkload(Optional<Workload> found) {
    return new StageContext(
        plan,
        target,
        found,
        store,
        approvals,
        accepted,
        acceptedIndexes,
        fixtures,
        keep,
        folders,
        clock,
        say);
  }

  Connector connector() {
    return target.connector();
  }

  /**
   * What changes the server.
   *
   * @throws java.util.NoSuchElementException if it may only be read
   */
  ServerControl control() {
    return target.control().orElseThrow();
  }

  Optional<MemorySize> hostMemory() {
    return plan.target()
        .hostMemory()
        .or(() -> target.memory().map(memory -> new MemorySize(memory.bytes())));
  }

  /** Who may write to the tables while a phase runs. */
  Survival.Writers writers() {
    return target.throwaway() ? Survival.Writers.NOBODY : Survival.Writers.APPLICATIONS;
  }

  /**
   * Settings that are other ones after a restart: a server that the harness made listens wherever a
   * port is free when it is started.
   */
  Set<String> mayDiffer() {
    return target.throwaway() ? Set.of("port") : Set.of();
  }
}
