package dev.redline.approval;

import dev.redline.plan.PausePoints;
import dev.redline.plan.PausePoints.Critical;
import dev.redline.plan.RestartWay;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.SettingCatalogue;
import dev.redline.plan.value.SettingRisk;
import dev.redline.postgres.SettingsSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a person decides about a server that the harness did not make.
 *
 * @param name as {@code -Dapprove} takes it
 * @param effect what happens once it is approved
 * @param because why it is asked for by itself, if the plan says so
 */
public record Decision(String name, String effect, Optional<String> because) {

  public static final String COMMIT = "commit";

  /** The commit of a change that is in force and proven. */
  public static final Decision STAYS = about(COMMIT, "the new settings stay");

  /** A decision for which the plan gives no reason of its own. */
  public static Decision about(String name, String effect) {
    return new Decision(name, effect, Optional.empty());
  }

  /**
   * The restart, and each planned setting that is decided by itself: one that the plan names, one
   * that a standby or an application must be made ready for, one that is lowered.
   *
   * @param before the values that the change replaces
   * @param restart whether the restart comes with the change
   * @param followers what the restart means to those who follow the server; empty if nobody does
   */
  public static List<Decision> before(
      PausePoints points,
      List<PlannedSetting> planned,
      SettingsSnapshot before,
      RestartWay.Kind restart,
      Optional<String> followers) {
    Stream<Decision> critical =
        planned.stream()
            .flatMap(setting -> about(points, setting, before.shown(setting.name())).stream());
    Decision first = of(restart);
    String effect = first.effect + followers.map(text -> "; " + text).orElse("");
    return Stream.concat(Stream.of(about(first.name, effect)), critical).toList();
  }

  private static Decision of(RestartWay.Kind restart) {
    return switch (restart) {
      case START_AND_STOP, COMMAND, PATRONI -> about("restart", "the server restarts");
      case LATER ->
          about("write", "the settings are written; the server restarts when its owner plans to");
      case NEVER -> about("reload", "the settings are written, and the server is reloaded");
    };
  }

  private static Optional<Decision> about(
      PausePoints points, PlannedSetting planned, String before) {
    Optional<Critical> named =
        points.critical().stream().filter(point -> point.concerns(planned)).findFirst();
    if (named.isPresent()) {
      return Optional.of(critical(planned, before, named.get().because()));
    }
    return ownReason(planned, before).map(reason -> critical(planned, before, Optional.of(reason)));
  }

  private static Optional<String> ownReason(PlannedSetting planned, String before) {
    if (planned.effect() == PlannedSetting.Effect.LOWERS) {
      return Optional.of("somebody has raised it to " + before);
    }
    SettingRisk risk = SettingCatalogue.risk(planned.name());
    return risk == SettingRisk.CRITICAL && !planned.value().equals(before)
        ? Optional.of(risk.consequence())
        : Optional.empty();
  }

  private static Decision critical(
      PlannedSetting planned, String before, Optional<String> because) {
    String verb = planned.effect() == PlannedSetting.Effect.LOWERS ? "is lowered to" : "becomes";
    return new Decision(
        planned.name(),
        "%s %s %s (now %s)"
            .formatted(planned.name(), verb, planned.value(), before.isEmpty() ? "empty" : before),
        because);
  }
}
