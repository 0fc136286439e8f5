package dev.redline.phase.fleet;

import dev.redline.change.Change;
import dev.redline.change.PhaseContext;
import dev.redline.change.TakesEffect;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.LocalParameters;
import dev.redline.fleet.MemberTarget;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values move into the fleet's own configuration, and out of the local one of every member.
 * What is kept is the canary's file; those of the others are kept by {@link MemberStep}.
 */
record CanaryStep(PhaseContext context, Rollout rollout, KeptChange kept) implements Change {

  @Override
  public String description() {
    return "values in the configuration of fleet " + rollout.scope();
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.ON_RELOAD;
  }

  /** Every member gets them one by one before. */
  @Override
  public Finding mayApply(Connection connection) {
    return Finding.of(Verdict.pass(description(), rollout.shown(), "those of the canary"));
  }

  @Override
  public Finding keepOriginal() {
    FileBackup.of(kept).keep(files(rollout.canary()));
    return originalKept();
  }

  @Override
  public Finding originalKept() {
    return FileBackup.of(kept).proofOfKeeping(files(rollout.canary()));
  }

  /** First where all members read them, then out of each local configuration. */
  @Override
  public Finding apply() {
    fleet().configure(Rollout.json(rollout.values()));
    rollout.members().forEach(fleet()::seenBy);
    for (String member : rollout.members()) {
      String file = MemberTarget.fileOf(member);
      byte[] now = files(member).read(file);
      byte[] without = LocalParameters.without(now, rollout.values().keySet());
      if (!Arrays.equals(now, without)) {
        files(member).write(file, without);
      }
    }
    return Finding.of(held())
        .and(inForce())
        .and(fleet().inOrder())
        .with(List.of(Evidence.of("configuration of the fleet", fleet().parameters())));
  }

  @Override
  public Finding accepted(Connection connection) {
    return inForce();
  }

  /** The fleet's configuration has them. */
  Verdict held() {
    return rollout.held(fleet(), rollout.values());
  }

  /** No local configuration has them, and every member runs with them. */
  @Override
  public Finding inForce(SettingsSnapshot after) {
    return inForce();
  }

  private Finding inForce() {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(
        Verdict.none(
            "members whose local configuration has one of them",
            rollout.members().stream().filter(this::hasLocal).toList(),
            "none",
            "take it out there"));
    for (String member : rollout.members()) {
      MemberSettings settings =
          new MemberSettings(member, fleet().connector(member), context.clock());
      settings.soon(
          context.plan().target().startPatience(), now -> now.missing(rollout.values()).isEmpty());
      verdicts.addAll(MembersCheck.inForce(settings, rollout.values()).verdicts());
    }
    return Finding.of(verdicts);
  }

  private boolean hasLocal(String member) {
    return !LocalParameters.of(
            files(member).read(MemberTarget.fileOf(member)), rollout.values().keySet())
        .isEmpty();
  }

  private ServerFiles files(String member) {
    return member.equals(rollout.canary()) ? context.control().files() : fleet().of(member).files();
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }
}
