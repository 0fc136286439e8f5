package dev.redline.change;

import dev.redline.fleet.FleetSettings;
import dev.redline.fleet.MemberTarget;
import dev.redline.fleet.OperatorResource;
import dev.redline.plan.ApplyWay;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.yaml.PlanException;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.Kind;
import dev.redline.postgres.surroundings.Participant;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A server whose configuration an operator or Patroni writes is not changed beside them: what to do
 * with the values in its place.
 */
record FleetRefusal(PhaseContext context, String phase) {

  /** The phase that takes a canary's values to the other members. */
  private static final String HANDS_ON = "fleet";

  /**
   * Empty if nobody else writes the configuration, or its owner's own command writes the values.
   */
  Optional<Finding> of(ServerSurroundings around) throws SQLException {
    if (phase.equals(HANDS_ON) && context.member().isPresent()) {
      return Optional.of(context.member().get().mayHandOn());
    }
    Optional<MemberTarget> canary = context.member().filter(each -> isStage());
    if (canary.isPresent()) {
      return Optional.of(canary.get().mayBeCanary());
    }
    boolean byCommand =
        context.yours().filter(each -> each.apply().by() == ApplyWay.By.COMMAND).isPresent();
    if (byCommand) {
      return Optional.empty();
    }
    for (Participant operator : around.recognised(Kind.OPERATOR)) {
      Optional<OperatorResource> resource = OperatorResource.of(operator.name());
      if (resource.isPresent()) {
        return Optional.of(refusal(operator.name(), ofOperator(resource.get())));
      }
    }
    boolean member =
        context.plan().target().fleet().isPresent()
            || !around.recognised(Kind.CLUSTER_MANAGER).isEmpty();
    return member
        ? Optional.of(refusal("Patroni, for all members", ofPatroni()))
        : Optional.empty();
  }

  /** Other phases create objects, which no replica takes. */
  private boolean isStage() {
    return phase.startsWith("stage")
        && context.plan().phases().stream()
            .anyMatch(each -> each.tag().equals(phase) && each.stage().isPresent());
  }

  private static Finding refusal(String owner, String next) {
    return Finding.of(
        Verdict.fail(
            "owner of the server's configuration",
            owner,
            "the server itself; or a stage, a replica, and yours.local in gates/target.yaml",
            next));
  }

  private String ofOperator(OperatorResource resource) throws SQLException {
    SettingsSnapshot now = now();
    return next(
        now,
        "the custom resource " + resource.type(),
        values -> resource.patch(values, now.current("cluster_name")));
  }

  private String ofPatroni() throws SQLException {
    return next(
        now(),
        "patronictl edit-config",
        values ->
            FleetSettings.command(values)
                + FleetSettings.withoutCanary(values).map(names -> "; " + names).orElse(""));
  }

  /** The command, or why there is none: a phase that is no stage, or memory that is not known. */
  private String next(
      SettingsSnapshot now, String place, Function<List<PlannedSetting>, String> command) {
    try {
      List<PlannedSetting> values =
          context.plan().phases().stream()
              .filter(each -> each.tag().equals(phase))
              .flatMap(each -> each.stage().stream())
              .flatMap(stage -> stage.forServer(context.hostMemory(), now).stream())
              .toList();
      return values.isEmpty()
          ? "mvn verify -Dgroups=propose prints settings; they belong into " + place
          : command.apply(values);
    } catch (PlanException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private SettingsSnapshot now() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return SettingsSnapshot.take(connection, context.clock());
    }
  }
}
