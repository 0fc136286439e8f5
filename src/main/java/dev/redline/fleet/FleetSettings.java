package dev.redline.fleet;

import dev.redline.dsn.SettingSecrets;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.surroundings.PatroniSettings;
import dev.redline.quoting.ShellText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where planned values belong on a fleet that Patroni owns. */
public final class FleetSettings {

  private FleetSettings() {}

  /** The command that puts them into the fleet's configuration; it asks before it does. */
  public static String command(List<PlannedSetting> settings) {
    return ShellText.line(
        Stream.concat(
                Stream.of("patronictl", "edit-config"),
                settings.stream()
                    .filter(each -> !each.kept())
                    .flatMap(
                        each ->
                            Stream.of(
                                "-p",
                                each.name()
                                    + "="
                                    + SettingSecrets.shown(each.name(), each.value()))))
            .toList());
  }

  /** What a person has to know of those that no member can try alone; empty if there is none. */
  public static Optional<String> withoutCanary(List<PlannedSetting> settings) {
    String names =
        settings.stream()
            .map(PlannedSetting::name)
            .filter(PatroniSettings::ofAllMembers)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: the same on all members, so that no replica can try it alone (no local canary)"
                .formatted(names));
  }
}
