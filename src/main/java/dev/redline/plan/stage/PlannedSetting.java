package dev.redline.plan.stage;

import java.util.List;
import java.util.Optional;

/**
 * A setting as it is to be on one server.
 *
 * @param value what PostgreSQL's configuration takes, without quotes
 * @param referenceValue what the plan states for the reference machine
 * @param scaling how the one became the other, readable: {@code 8GB x 23.5/128 = 1.47GB, rounded to
 *     1472MB}
 * @param because why the plan sets it, if it says so
 */
public record PlannedSetting(
    String name,
    String value,
    String referenceValue,
    String scaling,
    Effect effect,
    Optional<String> because) {

  /** What the stage does to the value in force. */
  public enum Effect {
    /** The planned value is set. */
    SETS,
    /** Somebody has raised it above the planned value: it stays. */
    KEEPS,
    /** Somebody has raised it above the planned value, and the plan says that it is lowered. */
    LOWERS
  }

  /** Whether the stage leaves the setting as it is. */
  public boolean kept() {
    return effect == Effect.KEEPS;
  }

  /**
   * Whether a server that does not know the setting will know it after its start, because {@code
   * plan} preloads the library that defines it: {@code pg_stat_statements.max}.
   */
  public boolean comesWith(List<PlannedSetting> plan) {
    return plan.stream()
        .filter(setting -> PreloadedLibraries.areIn(setting.name()))
        .anyMatch(setting -> PreloadedLibraries.parse(setting.value()).define(name));
  }

  /** The same, held against a value that somebody has raised above it. */
  PlannedSetting beside(String raised, StageSetting.Lowering lowering) {
    return lowering == StageSetting.Lowering.ALLOWED
        ? new PlannedSetting(
            name,
            value,
            referenceValue,
            scaling + ", lowered from " + raised + " as the plan allows",
            Effect.LOWERS,
            because)
        : new PlannedSetting(
            name,
            raised,
            referenceValue,
            "kept: more than the planned " + value + " (" + scaling + ")",
            Effect.KEEPS,
            because);
  }
}
