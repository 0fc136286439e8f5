package dev.redline.change.settings;

import dev.redline.change.Change;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.PatroniSettings;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a stage would do to a server.
 *
 * @param settings with the values for this very server, without those that are kept
 * @param change puts them into force and takes them back
 */
public record PlannedChange(List<PlannedSetting> settings, Change change) {

  /**
   * A change that an earlier run has begun goes on with the original that it has kept. Where nobody
   * restarts the server, what needs a restart is left out.
   */
  public static PlannedChange of(
      List<PlannedSetting> all,
      String stage,
      SettingsSnapshot now,
      PhaseContext context,
      PhaseChange change)
      throws SQLException {
    List<PlannedSetting> settings =
        all.stream().filter(each -> !each.kept() && leftOut(each, now, context).isEmpty()).toList();
    return new PlannedChange(
        settings,
        new SettingsChange(context, change.progress().pending(), now, stage).of(settings));
  }

  /** Planned settings that are left out here, each with the reason. */
  public static List<String> leftOut(
      List<PlannedSetting> all, SettingsSnapshot now, PhaseContext context) {
    return all.stream()
        .filter(each -> !each.kept())
        .flatMap(each -> leftOut(each, now, context).map(why -> each.name() + ", " + why).stream())
        .toList();
  }

  private static Optional<String> leftOut(
      PlannedSetting planned, SettingsSnapshot now, PhaseContext context) {
    if (context.member().isPresent() && PatroniSettings.ofAllMembers(planned.name())) {
      return Optional.of(
          "as Patroni takes it from the fleet's own configuration alone: once the stage is committed, -Dgroups=fleet takes it to all members");
    }
    return context.neverRestarts() && needsRestart(planned, now)
        ? Optional.of("as it needs a restart")
        : Optional.empty();
  }

  private static boolean needsRestart(PlannedSetting planned, SettingsSnapshot now) {
    Setting setting = now.settings().get(planned.name());
    return setting == null || setting.needsRestart();
  }

  /** The server has every setting, or gets it with another one of the plan. */
  public static Verdict known(List<PlannedSetting> settings, SettingsSnapshot now) {
    return Verdict.none(
        "planned settings that this server does not have",
        settings.stream()
            .filter(setting -> !setting.comesWith(settings))
            .map(PlannedSetting::name)
            .filter(name -> !now.settings().containsKey(name))
            .toList(),
        "none",
        "take them out of the stage");
  }

  public List<String> names() {
    return settings.stream().map(PlannedSetting::name).toList();
  }

  /** Why there is nothing to do; empty if there is. */
  public Optional<String> reasonAgainst(SettingsSnapshot now) throws SQLException {
    if (settings.isEmpty()) {
      return Optional.of("every planned setting is left out, or was raised further by somebody");
    }
    return change.inForce(now).passed()
        ? Optional.of("every planned value is in force")
        : Optional.empty();
  }

  /** What an approval holds for: each value as it was and as it becomes. */
  public List<String> content(SettingsSnapshot before) {
    return settings.stream()
        .map(
            setting ->
                "%s: %s -> %s"
                    .formatted(setting.name(), before.shown(setting.name()), setting.value()))
        .toList();
  }
}
