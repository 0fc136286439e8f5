package dev.redline.phase.tuning;

import dev.redline.change.TakesEffect;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a stage would change, before anything is touched. */
public record DryRun(String stage, List<Step> steps, MemoryBudget memory) {

  /**
   * One setting.
   *
   * @param from as {@code SHOW} prints it now; null if the library that defines it is not loaded
   * @param scaling how the planned value came about
   */
  public record Step(
      String setting,
      @Nullable String from,
      String to,
      boolean changes,
      TakesEffect takesEffect,
      String scaling,
      PlannedSetting.Effect effect) {

    static Step of(PlannedSetting planned, SettingsSnapshot now) {
      Setting setting = now.settings().get(planned.name());
      return setting == null
          ? unknownYet(planned)
          : known(planned, setting, now.holds(planned.name(), planned.value()));
    }

    /** What the start will make known, with the library that the plan preloads. */
    private static Step unknownYet(PlannedSetting planned) {
      return new Step(
          planned.name(),
          null,
          planned.value(),
          true,
          TakesEffect.ON_RESTART,
          planned.scaling(),
          planned.effect());
    }

    private static Step known(PlannedSetting planned, Setting setting, boolean holds) {
      return new Step(
          planned.name(),
          setting.shown(),
          planned.value(),
          !holds,
          setting.needsRestart() ? TakesEffect.ON_RESTART : TakesEffect.ON_RELOAD,
          planned.scaling(),
          planned.effect());
    }

    private static String shown(@Nullable String value) {
      return value == null ? "not loaded" : value.isEmpty() ? "''" : value;
    }

    private String line() {
      return "  %-30s %10s -> %-10s %s%s"
          .formatted(
              setting,
              shown(from),
              to,
              changes || effect == PlannedSetting.Effect.KEEPS ? scaling : "already so",
              changes && takesEffect == TakesEffect.ON_RESTART ? " (restart)" : "");
    }
  }

  static DryRun of(
      String stage, List<PlannedSetting> planned, SettingsSnapshot now, Optional<MemorySize> host) {
    return new DryRun(
        stage,
        planned.stream().map(setting -> Step.of(setting, now)).toList(),
        MemoryBudget.of(planned, now, host));
  }

  /** For a person: one line a setting, then the memory. */
  @Override
  public String toString() {
    return "Stage %s would set:%n%s%n  memory at worst: %s"
        .formatted(
            stage,
            steps.stream().map(Step::line).collect(Collectors.joining(System.lineSeparator())),
            memory);
  }
}
