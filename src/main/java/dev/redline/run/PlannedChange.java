package dev.redline.run;

import dev.redline.plan.PlannedSetting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.run.RunState.PendingChange;
import dev.redline.verdict.Verdict;
import java.util.List;

/**
 * What a stage would do to a server.
 *
 * @param settings with the values for this very server
 * @param change puts them into force and takes them back
 */
record PlannedChange(List<PlannedSetting> settings, Change change) {

  /** A change that an earlier run has begun goes on with the original that it has kept. */
  static PlannedChange of(
      List<PlannedSetting> settings,
      String stage,
      SettingsSnapshot now,
      StageContext context,
      PhaseChange change) {
    KeptOriginal original =
        change
            .progress()
            .pending()
            .map(PendingChange::original)
            .orElseGet(
                () -> KeptOriginal.of(PhaseChange.configFile(now), context.control().files()));
    return new PlannedChange(
        settings,
        new ConfigurationChange(
            context.control().files(),
            original,
            "stage %s of plan %s".formatted(stage, context.plan().id()),
            settings,
            context.plan().isolation().roleNames()));
  }

  /** The server has every setting, or gets it with another one of the plan. */
  static Verdict known(List<PlannedSetting> settings, SettingsSnapshot now) {
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

  List<String> names() {
    return settings.stream().map(PlannedSetting::name).toList();
  }

  /** What an approval holds for. */
  List<String> content() {
    return settings.stream().map(setting -> setting.name() + "=" + setting.value()).toList();
  }
}
