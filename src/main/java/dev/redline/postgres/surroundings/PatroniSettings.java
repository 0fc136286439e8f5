package dev.redline.postgres.surroundings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Patroni keeps equal on all members. From its documentation of 3.0, "Configuration". */
public final class PatroniSettings {

  /** Passed to the postmaster as options. */
  static final Set<String> PASSED =
      Set.of(
          "max_connections",
          "max_locks_per_transaction",
          "max_prepared_transactions",
          "max_replication_slots",
          "max_wal_senders",
          "max_worker_processes",
          "track_commit_timestamp",
          "wal_level",
          "wal_log_hints");

  private static final Set<String> WRITTEN = Set.of("wal_keep_segments", "wal_keep_size");

  /** What Patroni 3.0 takes at least; in the place of less it takes a default of its own. */
  private static final Map<String, Integer> AT_LEAST =
      Map.of(
          "max_connections", 25,
          "max_locks_per_transaction", 32,
          "max_prepared_transactions", 0,
          "max_replication_slots", 4,
          "max_wal_senders", 3,
          "max_worker_processes", 2);

  private PatroniSettings() {}

  /**
   * Whether Patroni takes it from the fleet's configuration alone and starts every member with it;
   * a member's own file does not count.
   */
  public static boolean ofAllMembers(String setting) {
    String name = setting.toLowerCase(Locale.ROOT);
    return PASSED.contains(name) || WRITTEN.contains(name);
  }

  /**
   * Whether members restart for it.
   *
   * @param setting one {@link #ofAllMembers}
   */
  public static boolean restarts(String setting) {
    return PASSED.contains(setting);
  }

  /**
   * Why Patroni would not give the value to the members, though its configuration would hold it;
   * empty if it would.
   *
   * @param setting one {@link #ofAllMembers}
   */
  public static Optional<String> refusal(String setting, String value) {
    if (setting.equals("wal_log_hints")) {
      return Optional.of("wal_log_hints: Patroni never changes it");
    }
    if (setting.equals("wal_level")) {
      return Set.of("replica", "logical").contains(value)
          ? Optional.empty()
          : Optional.of("wal_level = %s: replica or logical".formatted(value));
    }
    return Optional.ofNullable(AT_LEAST.get(setting))
        .filter(least -> !value.matches("\\d{1,9}") || Integer.parseInt(value) < least)
        .map(least -> "%s = %s: a number from %d".formatted(setting, value, least));
  }
}
