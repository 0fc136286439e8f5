package dev.redline.plan.stage;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The settings of a stage, those of the stages that it extends included.
 *
 * @param stage its name, such as {@code A}
 * @param settings each name once: a stage's own value replaces that of the stage it extends
 * @param reference the memory of the machine that the values are meant for
 * @param file where the stage is described
 * @param justifiedBy what must have been seen for it to be worth its risk; empty if nothing
 */
public record StagePlan(
    String stage,
    Scale scale,
    List<StageSetting> settings,
    MemorySize reference,
    Path file,
    Optional<StageJustification> justifiedBy) {

  public StagePlan {
    settings = List.copyOf(settings);
  }

  /**
   * The settings for one server, in the order of the files.
   *
   * @param hostMemory empty if unknown
   * @throws PlanException if values are to scale with a memory that is unknown
   */
  public List<PlannedSetting> forServer(
      Optional<MemorySize> hostMemory, SupportedValues supported) {
    return new PlatformSettings(supported)
        .applyTo(
            settings.stream()
                .map(
                    setting ->
                        unlessLower(setting, planned(setting, hostMemory, supported), supported))
                .toList());
  }

  /** A stage never lowers what somebody has raised, unless the plan says so at that setting. */
  private static PlannedSetting unlessLower(
      StageSetting setting, PlannedSetting planned, SupportedValues server) {
    return server
        .raisedAbove(planned.name(), planned.value())
        .map(raised -> planned.beside(raised, setting.lowering()))
        .orElse(planned);
  }

  /** The same stage with those of its settings whose names are chosen. */
  public StagePlan only(Predicate<String> chosen) {
    return new StagePlan(
        stage,
        scale,
        settings.stream().filter(setting -> chosen.test(setting.name())).toList(),
        reference,
        file,
        justifiedBy);
  }

  /** Whether a value depends on the one in force, so that each run would raise it further. */
  public boolean raises() {
    return settings.stream()
        .anyMatch(setting -> setting.combination() == StageSetting.Combination.RAISES);
  }

  public StagePlan withScale(Scale other) {
    return new StagePlan(stage, other, settings, reference, file, justifiedBy);
  }

  private PlannedSetting planned(
      StageSetting setting, Optional<MemorySize> hostMemory, SupportedValues supported) {
    if (setting.combination() == StageSetting.Combination.JOINS) {
      return joined(setting, supported.current(setting.name()));
    }
    if (setting.combination() == StageSetting.Combination.RAISES) {
      return raised(setting, supported);
    }
    if (setting.scalesWith() == Scale.MEMORY && scale == Scale.MEMORY) {
      MemorySize host = hostMemory.orElseThrow(this::unknownMemory);
      return new MemoryScaling(host, reference).apply(setting);
    }
    if (setting.otherwise().isPresent() && !supported.lists(setting.name(), setting.value())) {
      String reason =
          "the server does not list " + setting.value() + ", so " + setting.otherwise().get();
      return taken(setting, setting.otherwise().get(), reason);
    }
    return taken(setting, setting.value(), "taken as planned");
  }

  private static PlannedSetting joined(StageSetting setting, String current) {
    PreloadedLibraries before = PreloadedLibraries.parse(current);
    PreloadedLibraries after = before.and(PreloadedLibraries.parse(setting.value()));
    String how =
        before.names().isEmpty()
            ? "taken as planned, nothing was preloaded"
            : setting.value() + " added, preloaded already and kept: " + before;
    return taken(setting, after.toString(), how);
  }

  private static PlannedSetting raised(StageSetting setting, SupportedValues supported) {
    MemorySize before = MemorySize.parse(supported.shown(setting.name()));
    MemorySize more = MemorySize.parse(setting.value());
    MemorySize after = new MemorySize(Math.addExact(before.bytes(), more.bytes()));
    return taken(setting, after.toString(), before + " in force and " + more + " more");
  }

  private static PlannedSetting taken(StageSetting setting, String value, String how) {
    return new PlannedSetting(
        setting.name(), value, setting.value(), how, PlannedSetting.Effect.SETS, setting.because());
  }

  private PlanException unknownMemory() {
    return new PlanException(
        ("%s: stage %s scales with the host's memory (scale: memory), and that is not known here."
                + " Set host_memory in gates/target.yaml, or scale: none in the stages to take"
                + " the values for %s as they stand.")
            .formatted(file, stage, reference));
  }
}
