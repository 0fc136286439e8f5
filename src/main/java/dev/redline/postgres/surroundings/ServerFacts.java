package dev.redline.postgres.surroundings;

import dev.redline.postgres.SettingsSnapshot;
import java.util.List;
import java.util.Set;

/**
 * What a server says about itself and those it deals with.
 *
 * @param version as {@code version()} has it
 * @param roles names of all roles
 * @param extensions names of those installed in this database
 * @param applications application names of all sessions that the account may see
 * @param inRecovery whether it follows another server
 * @param walReceiver where from, if it does and the account may see it; empty otherwise
 */
record ServerFacts(
    String version,
    SettingsSnapshot settings,
    Set<String> roles,
    Set<String> extensions,
    Set<String> applications,
    List<Standby> standbys,
    List<Slot> slots,
    boolean inRecovery,
    String walReceiver) {

  /**
   * A server that receives changes; what the account may not see is a question mark.
   *
   * @param sync the word of pg_stat_replication.sync_state
   */
  record Standby(String application, String address, String state, String sync) {}

  /**
   * A replication slot.
   *
   * @param plugin of a logical slot; empty for a physical one
   */
  record Slot(String name, String plugin, boolean active) {}

  /** Empty if there is no such setting or the account may not see it. */
  String setting(String name) {
    return settings.current(name);
  }
}
