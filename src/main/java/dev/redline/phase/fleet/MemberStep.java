package dev.redline.phase.fleet;

import dev.redline.change.Change;
import dev.redline.change.PhaseContext;
import dev.redline.change.TakesEffect;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.LocalParameters;
import dev.redline.fleet.MemberTarget;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.ServerStartException;
import dev.redline.postgres.SettingOwners;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The canary's values on one more member, by that member's local configuration. */
record MemberStep(PhaseContext context, Rollout rollout, String member, KeptChange kept)
    implements Change {

  @Override
  public String id() {
    return member;
  }

  @Override
  public String description() {
    return "values of %s on %s".formatted(rollout.canary(), member);
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.ON_RESTART;
  }

  /** There is a place for the values, and nothing that would win over it. */
  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    try (Connection own = fleet().connector(member).open(ApplicationName.CONTROL)) {
      return Finding.of(
          List.of(
              LocalParameters.place(files(), file(), rollout.values()),
              Verdict.none(
                  "other owners of the values on " + member,
                  SettingOwners.find(own, names(), Set.of(), SettingOwners.Place.INCLUDED_FILE),
                  "none: what a role, ALTER SYSTEM or the command line sets would win",
                  "release the setting as shown, on that member")));
    }
  }

  @Override
  public Finding keepOriginal() {
    FileBackup.of(kept).keep(files());
    return originalKept();
  }

  @Override
  public Finding originalKept() {
    return FileBackup.of(kept).proofOfKeeping(files());
  }

  /** Writes them, restarts the member if one waits for that, and waits for the whole fleet. */
  @Override
  public Finding apply() {
    long began = System.nanoTime();
    if (settings().missing(rollout.values()).isEmpty() && !isWaiting(settings())) {
      return inForce();
    }
    files().write(file(), LocalParameters.with(files().read(file()), rollout.values()));
    settings().soon(patience(), now -> isWaiting(now) || now.missing(rollout.values()).isEmpty());
    Optional<Verdict> failed = isWaiting(settings()) ? restarted() : Optional.empty();
    if (failed.isPresent()) {
      return Finding.of(failed.get());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return inForce()
        .and(rollout.inOrder(fleet()))
        .with(List.of(Evidence.of("time of " + description(), took.toMillis() + " ms")));
  }

  /** For a value of its own, or for one that Patroni keeps for all members. */
  private boolean isWaiting(MemberSettings settings) {
    return !settings.waiting().isEmpty() || !rollout.shared().waitingOn(settings).isEmpty();
  }

  /** Empty if it came up. */
  private Optional<Verdict> restarted() {
    try {
      new MemberRestart(context, member).now();
      return Optional.empty();
    } catch (ServerStartException e) {
      return Optional.of(
          Verdict.fail(
              "restart of " + member,
              String.valueOf(e.getMessage()),
              "takes connections within %d s (start_patience in gates/target.yaml)"
                  .formatted(patience().toSeconds()),
              "look at its log; its host may have less memory than the canary's"));
    }
  }

  private Duration patience() {
    return context.plan().target().startPatience();
  }

  /** Asked of the member. */
  @Override
  public Finding accepted(Connection connection) {
    return inForce();
  }

  @Override
  public Finding inForce(SettingsSnapshot after) {
    return inForce();
  }

  private Finding inForce() {
    return MembersCheck.inForce(settings(), rollout.values())
        .and(MembersCheck.inForce(settings(), rollout.shared().values()));
  }

  /** What the way back holds the member against. */
  static KeptChange keep(PhaseContext context, Rollout rollout, String member) {
    FleetControl fleet = context.member().orElseThrow().fleet();
    FileBackup backup = FileBackup.of(MemberTarget.fileOf(member), fleet.of(member).files());
    Map<String, String> was =
        new MemberSettings(member, fleet.connector(member), context.clock())
            .stored(rollout.values().keySet());
    return MemberStepKind.keep(backup, member, was);
  }

  private List<String> names() {
    return rollout.values().keySet().stream().sorted().toList();
  }

  private String file() {
    return kept.subject();
  }

  private ServerFiles files() {
    return fleet().of(member).files();
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }

  private MemberSettings settings() {
    return new MemberSettings(member, fleet().connector(member), context.clock());
  }
}
