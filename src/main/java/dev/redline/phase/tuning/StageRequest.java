package dev.redline.phase.tuning;

import dev.redline.approval.Decision;
import dev.redline.change.ChangeRequest;
import dev.redline.change.PhaseContext;
import dev.redline.change.settings.PlannedChange;
import dev.redline.health.FollowersCheck;
import dev.redline.plan.RestartWay;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.target.HugePages;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a stage would do to a server, and whether the server has room for it.
 *
 * @param all settings of the stage, also those that are kept or left out
 * @param before the values that the change replaces, also where it is in force already
 */
record StageRequest(
    PhaseContext context,
    String stage,
    List<PlannedSetting> all,
    PlannedChange planned,
    SettingsSnapshot before,
    SettingsSnapshot now) {

  /** Nothing is to be changed, and nothing to be decided. */
  ChangeRequest leftAlone(Verdict known) {
    return request(List.of(known), List.of());
  }

  /**
   * Memory and disk may stand in the way; a person decides about the restart and critical values.
   */
  ChangeRequest toBeMade(Verdict known) throws SQLException {
    List<Verdict> room = new ArrayList<>(List.of(known));
    room.add(
        MemoryCheck.judge(memoryBefore(), dryRun().memory(), context.plan().target().memoryFit()));
    hugePages()
        .flatMap(
            there ->
                MemoryCheck.hugePages(
                    dryRun().memory(),
                    now,
                    planned.settings(),
                    there,
                    context.plan().target().memoryFit()))
        .ifPresent(room::add);
    WalRoom.of(planned.settings(), context.connector()).ifPresent(wal -> room.add(wal.verdict()));
    return request(room, decisions());
  }

  private ChangeRequest request(List<Verdict> verdicts, List<Decision> decisions) {
    DryRun dryRun = dryRun();
    List<String> lines = new ArrayList<>(List.of(dryRun.toString()));
    List<Verdict> said = new ArrayList<>(verdicts);
    for (String each : PlannedChange.leftOut(all, now, context)) {
      lines.add("  left out: " + each);
      said.add(Verdict.pass("planned setting that is left out", each, "said"));
    }
    Finding finding =
        Finding.of(
                said,
                Evidence.of("dry run as text", dryRun.toString()),
                Evidence.of("planned settings", StagePictures.planned(dryRun, all)),
                Evidence.of(
                    "memory at worst", StagePictures.memory(memoryBefore(), dryRun.memory())))
            .with(StagePictures.ratios(dryRun));
    return new ChangeRequest(finding, lines, dryRun, planned.content(before), decisions);
  }

  private MemoryBudget memoryBefore() {
    return MemoryBudget.of(List.of(), now, context.hostMemory());
  }

  private DryRun dryRun() {
    return DryRun.of(stage, all, now, context.hostMemory());
  }

  /** Only of a server whose memory is seen from here, and not named in gates/target.yaml. */
  private Optional<HugePages> hugePages() {
    return context.plan().target().hostMemory().isEmpty()
        ? context.target().memory().flatMap(memory -> HugePages.ofThisMachine())
        : Optional.empty();
  }

  private List<Decision> decisions() throws SQLException {
    Optional<String> followers =
        context.target().throwaway()
            ? Optional.empty()
            : FollowersCheck.restart(ServerSurroundings.read(context.connector(), context.clock()));
    RestartWay.Kind restart =
        context.yours().map(yours -> yours.restart().kind()).orElse(RestartWay.Kind.START_AND_STOP);
    return Decision.before(
        context.plan().pausePoints(), planned.settings(), before, restart, followers);
  }
}
