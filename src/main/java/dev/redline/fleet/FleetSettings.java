package dev.redline.fleet;

import dev.redline.dsn.SettingSecrets;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.quoting.ShellText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where planned values belong on a fleet that Patroni owns. */
public final class FleetSettings {

  /**
   * Patroni takes them from the fleet's configuration alone and starts every member with them; a
   * member's own file does not count. From Patroni's documentation of 3.0, "Patroni configuration".
   */
  private static final Set<String> OF_ALL_MEMBERS =
      Set.of(
          "max_connections",
          "max_locks_per_transaction",
          "max_prepared_transactions",
          "max_replication_slots",
          "max_wal_senders",
          "max_worker_processes",
          "track_commit_timestamp",
          "wal_keep_segments",
          "wal_keep_size",
          "wal_level",
          "wal_log_hints");

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
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .filter(OF_ALL_MEMBERS::contains)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: the same on all members, so that no replica can try it alone (no local canary)"
                .formatted(names));
  }
}
