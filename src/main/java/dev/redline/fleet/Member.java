package dev.redline.fleet;

import java.util.Map;
import java.util.Optional;

/**
 * A member of a fleet, as the fleet and the member itself tell of it.
 *
 * @param role in the fleet, in Patroni's words: leader, replica, sync_standby …
 * @param state in Patroni's words: running, streaming, start failed …
 * @param address of its server, host and port
 * @param api of its REST API, as the fleet knows it
 * @param timeline zero if unknown
 * @param lag bytes behind the last position of the leader that the fleet knows, which is up to its
 *     loop_wait old; empty of the leader, and where it is unknown
 * @param streaming whether somebody sends it changes now, or it says so itself
 * @param scheduledRestart when it is to be restarted; empty: no restart is planned
 * @param own what its own API says; empty if that does not answer
 * @param silence why its own API does not answer; empty if it does
 */
public record Member(
    String name,
    String role,
    String state,
    String address,
    String api,
    int timeline,
    Optional<Long> lag,
    boolean streaming,
    boolean pendingRestart,
    Optional<String> scheduledRestart,
    Map<String, String> tags,
    Optional<Own> own,
    Optional<String> silence) {

  /**
   * What a member says of itself.
   *
   * @param primary whether its server takes writes
   * @param version of Patroni
   * @param serverVersion a number such as 150018; zero if its server does not run
   * @param systemIdentifier of the server; empty if it does not tell
   * @param watchdogFailed whether it has a watchdog that does not work
   */
  public record Own(
      boolean primary,
      String version,
      int serverVersion,
      String systemIdentifier,
      boolean watchdogFailed) {}

  /** Whether it is the one that takes writes, in Patroni's words. */
  public boolean leads() {
    return role.equals("leader");
  }

  /** A row of the table that discovery shows. */
  String row() {
    return "%-12s %-13s %-11s %-21s %4s %10s %-9s %-8s %s"
        .formatted(
            name,
            role,
            state,
            address,
            timeline == 0 ? "?" : timeline,
            leads() ? "" : lag.map(bytes -> bytes + " B").orElse("unknown"),
            leads() ? "" : streaming ? "yes" : "no",
            pendingRestart ? "pending" : "",
            own.map(Own::version).orElseGet(() -> "API silent: " + silence.orElse("")) + shown());
  }

  private String shown() {
    return (tags.isEmpty() ? "" : " " + tags)
        + (own.filter(Own::watchdogFailed).isPresent() ? " watchdog failed" : "");
  }
}
