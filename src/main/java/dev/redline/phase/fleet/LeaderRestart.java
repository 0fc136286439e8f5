package dev.redline.phase.fleet;

import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import java.util.List;
import java.util.Map;

/**
 * The leader restarts and goes on to lead: the only way to values that have to be lowered there
 * first. How long nobody could write is measured by rows of ours.
 */
record LeaderRestart(PhaseContext context, Rollout rollout) {

  /**
   * Returns once it takes writes again.
   *
   * @throws dev.redline.postgres.ServerStartException if it does not come up
   */
  Finding measured() {
    BeatTable table = new BeatTable(context.target().writer());
    table.create();
    MeasuredWrites writes = new MeasuredWrites(context, rollout);
    WriteGap gap = writes.begin();
    try (gap) {
      new MemberRestart(context, rollout.leader()).evenIfItLeads();
      writes.goOn(gap);
    }
    Finding measured = writes.judged(gap, table, fleet().writeGap());
    table.drop();
    return measured.with(
        List.of(
            Evidence.of(
                "restart of the leader",
                Map.of(
                    "longest time between two acknowledged rows, in ms", gap.longest().toMillis(),
                    "acknowledged rows", gap.count()))));
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }
}
