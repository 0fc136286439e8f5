package dev.redline.plan;

import java.util.List;
import java.util.Optional;

/**
 * A setting as it is to be set on one server.
 *
 * @param value what PostgreSQL's configuration takes, without quotes
 * @param referenceValue what the plan states for the reference machine
 * @param scaling how the one became the other, readable: {@code 8GB x 23.5/128 = 1.47GB, rounded to
 *     1472MB}
 * @param because why the plan sets it, if it says so
 */
public record PlannedSetting(
    String name, String value, String referenceValue, String scaling, Optional<String> because) {

  /**
   * Whether a server that does not know the setting will know it after its start, because {@code
   * plan} preloads the library that defines it: {@code pg_stat_statements.max}.
   */
  public boolean comesWith(List<PlannedSetting> plan) {
    return plan.stream()
        .filter(setting -> PreloadedLibraries.areIn(setting.name()))
        .anyMatch(setting -> PreloadedLibraries.parse(setting.value()).define(name));
  }
}
