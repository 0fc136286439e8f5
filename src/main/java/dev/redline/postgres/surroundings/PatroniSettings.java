package dev.redline.postgres.surroundings;

import java.util.Locale;
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

  private PatroniSettings() {}

  /**
   * Whether Patroni takes it from the fleet's configuration alone and starts every member with it;
   * a member's own file does not count.
   */
  public static boolean ofAllMembers(String setting) {
    String name = setting.toLowerCase(Locale.ROOT);
    return PASSED.contains(name) || WRITTEN.contains(name);
  }
}
