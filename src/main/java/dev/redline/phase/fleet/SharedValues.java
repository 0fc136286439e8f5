package dev.redline.phase.fleet;

import dev.redline.change.PhaseContext;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.StagePlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.PatroniSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Values that Patroni takes from the fleet's own configuration alone, and gives to every member.
 *
 * @param values by name, as the plan has them; empty: none is to change
 * @param lowered names of those that become less than the leader has now
 */
record SharedValues(Map<String, String> values, Set<String> lowered) {

  /**
   * A standby does not start, or stops replaying, with less than its primary has. From PostgreSQL's
   * documentation, "Hot Standby", "Administrator's Overview".
   */
  private static final Set<String> AS_MUCH_AS_THE_PRIMARY =
      Set.of(
          "max_connections",
          "max_locks_per_transaction",
          "max_prepared_transactions",
          "max_wal_senders",
          "max_worker_processes");

  static final SharedValues NONE = new SharedValues(Map.of(), Set.of());

  /** In which order members restart with new values. */
  enum Order {
    /** Values that are raised, and those for which the order does not matter. */
    REPLICAS_FIRST,
    /** Values that are lowered. */
    LEADER_FIRST;

    Order reversed() {
      return this == REPLICAS_FIRST ? LEADER_FIRST : REPLICAS_FIRST;
    }
  }

  SharedValues {
    values = Map.copyOf(values);
    lowered = Set.copyOf(lowered);
  }

  /**
   * Those of stages that the leader does not run with; what somebody has raised further stays, and
   * the last stage that has a setting counts.
   */
  static SharedValues of(PhaseContext context, List<StagePlan> stages) throws SQLException {
    try (Connection leader = context.target().writer().open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(leader, context.clock());
      Map<String, PlannedSetting> last = new LinkedHashMap<>();
      stages.stream()
          .map(stage -> stage.only(PatroniSettings::ofAllMembers))
          .flatMap(stage -> stage.forServer(context.hostMemory(), now).stream())
          .forEach(each -> last.put(each.name(), each));
      List<PlannedSetting> planned =
          last.values().stream()
              .filter(each -> !each.kept() && !now.holds(each.name(), each.value()))
              .toList();
      return new SharedValues(
          planned.stream().collect(Collectors.toMap(PlannedSetting::name, PlannedSetting::value)),
          planned.stream()
              .filter(each -> isLess(each, now))
              .map(PlannedSetting::name)
              .collect(Collectors.toSet()));
    }
  }

  private static boolean isLess(PlannedSetting planned, SettingsSnapshot now) {
    return AS_MUCH_AS_THE_PRIMARY.contains(planned.name())
        && PatroniSettings.refusal(planned.name(), planned.value()).isEmpty()
        && Integer.parseInt(planned.value()) < Integer.parseInt(now.current(planned.name()));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether members restart for one of them. */
  boolean restart() {
    return values.keySet().stream().anyMatch(PatroniSettings::restarts);
  }

  Order order() {
    return lowered.isEmpty() ? Order.REPLICAS_FIRST : Order.LEADER_FIRST;
  }

  /** Values that are raised beside others that are lowered: no order of members suits both. */
  Optional<String> withoutOrder() {
    Set<String> raised =
        values.keySet().stream()
            .filter(AS_MUCH_AS_THE_PRIMARY::contains)
            .filter(name -> !lowered.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    return raised.isEmpty() || lowered.isEmpty()
        ? Optional.empty()
        : Optional.of("%s would be raised, %s lowered".formatted(raised, lowered));
  }

  /** Those that a member has other values of, and that take a restart, by name. */
  Set<String> waitingOn(MemberSettings member) {
    SettingsSnapshot now = member.now();
    return member.restarting(values.keySet()).stream()
        .filter(name -> !now.holds(name, String.valueOf(values.get(name))))
        .collect(Collectors.toSet());
  }

  /** In the order of the alphabet, for a person. */
  String shown() {
    return Rollout.shown(values);
  }
}
