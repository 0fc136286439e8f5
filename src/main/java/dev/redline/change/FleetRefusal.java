package dev.redline.change;

import dev.redline.fleet.FleetSettings;
import dev.redline.plan.ApplyWay;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.yaml.PlanException;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.Kind;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A member of a fleet is not changed beside Patroni: what to do with the values in its place. */
record FleetRefusal(PhaseContext context, String phase) {

  /** Empty if the server is nobody's member, or its owner's own command writes the values. */
  Optional<Finding> of(ServerSurroundings around) throws SQLException {
    boolean member =
        context.plan().target().fleet().isPresent()
            || !around.recognised(Kind.CLUSTER_MANAGER).isEmpty();
    boolean byCommand =
        context.yours().filter(each -> each.apply().by() == ApplyWay.By.COMMAND).isPresent();
    return member && !byCommand ? Optional.of(refusal()) : Optional.empty();
  }

  private Finding refusal() throws SQLException {
    return Finding.of(
        Verdict.fail(
            "owner of the server's configuration",
            "Patroni, for all members",
            "the server itself: no stage changes a fleet yet",
            next()));
  }

  private String next() throws SQLException {
    try {
      List<PlannedSetting> values = values();
      return values.isEmpty()
          ? "mvn verify -Dgroups=propose prints settings; they belong into patronictl edit-config"
          : FleetSettings.command(values)
              + FleetSettings.withoutCanary(values).map(names -> "; " + names).orElse("");
    } catch (PlanException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * As the stage would set them on this member; none if the phase is no stage.
   *
   * @throws PlanException if they depend on memory that is not known
   */
  private List<PlannedSetting> values() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(connection, context.clock());
      return context.plan().phases().stream()
          .filter(each -> each.tag().equals(phase))
          .flatMap(each -> each.stage().stream())
          .flatMap(stage -> stage.forServer(context.hostMemory(), now).stream())
          .toList();
    }
  }
}
