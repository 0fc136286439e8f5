package dev.redline.plan;

import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.plan.stage.Scale;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that gates/ says, checked.
 *
 * @param id of the plan, such as {@code B-1070}
 * @param referenceMemory the memory of the machine that the stages' values are meant for
 * @param phases in the order in which they run
 * @param derived by setting, the settings that the server computes from it at start
 * @param workload what a server of somebody's is measured with; empty: nobody has said
 */
public record Plan(
    String id,
    MemorySize referenceMemory,
    List<Phase> phases,
    Map<String, List<String>> derived,
    RedLines redLines,
    BaselineConfig baseline,
    JudgeConfig judge,
    LatencyTargets latency,
    QueryPolicyTargets queryPolicy,
    HealthConfig health,
    TargetOptions target,
    PausePoints pausePoints,
    RecordFiles recordFiles,
    IsolationConfig isolation,
    ObservabilityConfig observability,
    ScanConfig scan,
    Optional<WorkloadPlan> workload) {

  public Plan {
    phases = List.copyOf(phases);
    derived = Map.copyOf(derived);
  }

  /**
   * Reads and checks every file.
   *
   * @throws PlanException that names everything that is wrong
   */
  public static Plan load(Path gatesDirectory) {
    return GatesFiles.read(gatesDirectory, files -> read(files, gatesDirectory));
  }

  static Plan read(GatesFiles files, Path gatesDirectory) {
    PlanFile plan = new PlanFile(files, gatesDirectory.resolve("plan.yaml"));
    LatencyTargets latency = LatencyTargets.read(files.root("latency.yaml"));
    return new Plan(
        plan.id(),
        plan.referenceMemory(),
        plan.phases(),
        plan.derived(),
        RedLines.read(files.root("red-lines.yaml")),
        BaselineConfig.read(files.root("baseline.yaml")),
        JudgeConfig.read(files.root("judge.yaml")),
        latency,
        QueryPolicyTargets.read(files.root("query-policy.yaml")),
        HealthConfig.read(files.root("health.yaml")),
        TargetOptions.read(files.root("target.yaml")),
        PausePoints.read(files.root("approvals.yaml")),
        RecordFiles.read(files.root("record.yaml")),
        IsolationConfig.read(files.root("isolation.yaml")),
        ObservabilityConfig.read(files.root("observability.yaml")),
        ScanConfig.read(files.root("audit-scan.yaml")),
        Optional.of(gatesDirectory.resolve(WorkloadPlan.FILE))
            .filter(Files::exists)
            .map(file -> WorkloadPlan.read(file, latency)));
  }

  /**
   * The phases that must have passed before gates of this tag run; none where the plan has no such
   * phase, as with gates of somebody's own that change nothing.
   */
  public List<String> needs(String tag) {
    return phases.stream()
        .filter(phase -> phase.tag().equals(tag))
        .findFirst()
        .map(Phase::needs)
        .orElse(List.of());
  }

  /**
   * The phase that a tag selects.
   *
   * @throws PlanException if the plan has none of that tag; the message lists those it has
   */
  public Phase phase(String tag) {
    List<String> tags = phases.stream().map(Phase::tag).toList();
    return phases.stream()
        .filter(phase -> phase.tag().equals(tag))
        .findFirst()
        .orElseThrow(
            () ->
                new PlanException(
                    "plan.yaml has no phase "
                        + tag
                        + ". Its phases: "
                        + String.join(", ", tags)
                        + "."));
  }

  /** The settings that may differ after a change of {@code settings} without being planned. */
  public Set<String> derivedFrom(Collection<String> settings) {
    return settings.stream()
        .flatMap(name -> derived.getOrDefault(name, List.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same plan with every stage scaled in another way than its file says. */
  public Plan withScale(Scale scale) {
    List<Phase> scaled =
        phases.stream()
            .map(
                phase ->
                    new Phase(
                        phase.tag(),
                        phase.needs(),
                        phase.stage().map(stage -> stage.withScale(scale))))
            .toList();
    return with(scaled, latency, target);
  }

  /** The same plan with the query-time policy switched off: no search sets anything. */
  public Plan withoutPolicy() {
    return with(phases, latency.withoutPolicy(), target);
  }

  /** The same plan with stages that may ask for more memory than there is. */
  public Plan beyondMemory() {
    return with(phases, latency, target.beyondMemory());
  }

  /** The same plan with demo data that does not fit into PostgreSQL's default shared_buffers. */
  public Plan withLargeDemo() {
    return with(phases, latency, target.withLargeDemo());
  }

  private Plan with(List<Phase> phases, LatencyTargets latency, TargetOptions target) {
    return new Plan(
        id,
        referenceMemory,
        phases,
        derived,
        redLines,
        baseline,
        judge,
        latency,
        queryPolicy,
        health,
        target,
        pausePoints,
        recordFiles,
        isolation,
        observability,
        scan,
        workload);
  }
}
