package dev.redline.change;

import dev.redline.approval.ApprovalRequest;
import dev.redline.change.mark.ServerMarks;
import dev.redline.fleet.MemberTarget;
import dev.redline.health.ServerHealth;
import dev.redline.plan.Plan;
import dev.redline.plan.RestartWay;
import dev.redline.plan.Yours;
import dev.redline.plan.stage.StageSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControl;
import dev.redline.state.StateStore;
import dev.redline.target.HostCores;
import dev.redline.target.Placement;
import dev.redline.target.Target;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.Workload;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the phases of a run have in common.
 *
 * @param workload empty: a stage can look, but not measure
 * @param acceptedIndexes names of proposed indexes that are to stay
 * @param fixtures the folder with what the server is filled with and gets created
 * @param keep the folder for what is needed to put the server back
 * @param say told what a person should see before anything is changed
 */
public record PhaseContext(
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
  public PhaseContext withWorkload(Optional<Workload> found) {
    return new PhaseContext(
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

  public Connector connector() {
    return target.connector();
  }

  /**
   * What changes the server.
   *
   * @throws java.util.NoSuchElementException if it may only be read
   */
  public ServerControl control() {
    return target.control().orElseThrow();
  }

  /** How its owner has it changed; empty for a server that the harness made. */
  public Optional<Yours> yours() {
    return target.throwaway()
        ? Optional.empty()
        : plan.target().yours().or(() -> member().flatMap(MemberTarget::yours));
  }

  /** The member of a fleet that the run changes through Patroni; empty for any other server. */
  public Optional<MemberTarget> member() {
    return target instanceof MemberTarget member ? Optional.of(member) : Optional.empty();
  }

  /** Whether the server is in order; where a restart is planned, what the plan sets may wait. */
  public ServerHealth health() {
    boolean later =
        yours().filter(each -> each.restart().kind() == RestartWay.Kind.LATER).isPresent();
    Set<String> mayWait =
        plan.phases().stream()
            .flatMap(phase -> phase.stage().stream())
            .flatMap(stage -> stage.settings().stream())
            .map(StageSetting::name)
            .filter(name -> later)
            .collect(Collectors.toUnmodifiableSet());
    ServerHealth.Roles roles =
        member().isPresent() ? ServerHealth.Roles.ANY : ServerHealth.Roles.PRIMARY;
    return new ServerHealth(connector(), plan.health(), clock, mayWait, roles);
  }

  /** Whether settings that need a restart are left out. */
  public boolean neverRestarts() {
    return yours().filter(each -> each.restart().kind() == RestartWay.Kind.NEVER).isPresent();
  }

  /**
   * What the server itself says about changes; empty for one that may only be read, and for one
   * that this workspace has made for itself.
   */
  public Optional<ServerMarks> marks() {
    return target.throwaway()
        ? Optional.empty()
        : target
            .control()
            .map(control -> new ServerMarks(target.writer(), control.files(), clock, say));
  }

  /** The memory to scale by; empty if unknown. */
  public Optional<MemorySize> hostMemory() {
    return plan.target()
        .hostMemory()
        .or(() -> target.memory().map(memory -> new MemorySize(memory.bytes())));
  }

  /** Where searches of this server are timed. */
  public Placement placement() {
    return target.throwaway() ? HostCores.first() : HostCores.inTurn();
  }

  /** Who may write to the tables while a phase runs. */
  public UnchangedCheck.Writers writers() {
    return target.throwaway() ? UnchangedCheck.Writers.NOBODY : UnchangedCheck.Writers.APPLICATIONS;
  }

  /**
   * Settings that are other ones after a restart: a server that the harness made listens wherever a
   * port is free when it is started. Those of a fleet's member go with its role, which a failover
   * may change at any time.
   */
  public Set<String> mayDiffer() {
    if (member().isPresent()) {
      return MemberTarget.WITH_ITS_ROLE;
    }
    return target.throwaway() ? Set.of("port") : Set.of();
  }
}
