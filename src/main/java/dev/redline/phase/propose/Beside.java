package dev.redline.phase.propose;

import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.Scale;
import dev.redline.plan.stage.StagePlan;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.SettingsSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What others would set: the stages of the plan and pgtune; and why it is something else. */
final class Beside {

  private static final Map<String, String> WHY =
      Map.of(
          "shared_buffers",
          "the plan goes up in steps that prove themselves, pgtune by the memory alone, this by the"
              + " vector indexes",
          "effective_cache_size",
          "the plan counts on half of the memory at first",
          "work_mem",
          "the plan goes by the memory alone, pgtune divides by connections and workers",
          "maintenance_work_mem",
          "neither looks at what an HNSW build needs",
          "max_wal_size",
          "pgtune takes one size for every machine of a kind",
          "random_page_cost",
          "the plan leaves it alone: it changes plans of every statement",
          "effective_io_concurrency",
          "the plan leaves it alone",
          "huge_pages",
          "pgtune turns them off below shared_buffers of 2GB; try costs nothing");

  private final Plan plan;
  private final SettingsSnapshot now;
  private final Optional<MemorySize> memory;
  private final Map<String, String> pgtune;

  Beside(Plan plan, SettingsSnapshot now, Machine machine) {
    this.plan = plan;
    this.now = now;
    this.memory = machine.memory();
    this.pgtune =
        machine
            .memory()
            .map(
                bytes ->
                    new PgTune(
                        bytes.bytes(),
                        machine.cores().orElse(1),
                        Integer.parseInt(now.current("max_connections")),
                        machine.disk()))
            .map(PgTune::settings)
            .orElse(Map.of());
  }

  List<String> of(String name, String value) {
    List<String> lines = new ArrayList<>();
    plan.phases().forEach(phase -> stage(phase, name).ifPresent(lines::add));
    Optional.ofNullable(pgtune.get(name)).map(other -> "pgtune " + other).ifPresent(lines::add);
    boolean differs = lines.stream().anyMatch(line -> !line.endsWith(" " + value));
    if (differs && WHY.containsKey(name)) {
      lines.add(Objects.requireNonNull(WHY.get(name)));
    }
    return lines;
  }

  private Optional<String> stage(Phase phase, String name) {
    return phase
        .stage()
        .filter(stage -> stage.scale() == Scale.MEMORY)
        .filter(stage -> memory.isPresent())
        .flatMap(stage -> planned(stage, name))
        .map(setting -> phase.tag() + " " + setting.value());
  }

  private Optional<PlannedSetting> planned(StagePlan stage, String name) {
    return stage.forServer(memory, now).stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst();
  }
}
