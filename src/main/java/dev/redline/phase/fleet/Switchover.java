package dev.redline.phase.fleet;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.FleetView;
import dev.redline.fleet.Member;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another member leads, by Patroni's own switchover. How long nobody could write is measured by
 * rows of ours, each of which has to be there afterwards.
 */
record Switchover(PhaseContext context, PhaseChange change, Rollout rollout) {

  /** Does nothing where ours has come about already. */
  Finding done() {
    FleetView view = fleet().view();
    Leadership leadership = leadership();
    if (leadership.handedOver(view)) {
      return Finding.of(
          Verdict.pass(
              "leader of the fleet",
              leadership.successor().orElseThrow() + ", since an earlier run of this change",
              "another member than " + rollout.leader()));
    }
    Optional<Member> successor = successor(view);
    if (successor.isEmpty()) {
      return Finding.of(
          Verdict.fail(
              "member that can lead instead of " + rollout.leader(),
              "none of:\n" + view,
              "the canary; in synchronous mode the synchronous standby",
              "wait until there is a synchronous standby, and run again"));
    }
    return to(successor.get());
  }

  /** Patroni lets none but a synchronous standby lead where there is one. */
  private Optional<Member> successor(FleetView view) {
    return view.synchronous().equals("false")
        ? view.member(rollout.canary())
        : view.replicas().stream()
            .filter(each -> each.role().equals("sync_standby"))
            .filter(each -> rollout.members().contains(each.name()))
            .findFirst();
  }

  private Finding to(Member successor) {
    change.begin(leadership().kept(successor.name()));
    BeatTable table = new BeatTable(context.target().writer());
    table.create();
    MeasuredWrites writes = new MeasuredWrites(context, rollout);
    WriteGap gap = writes.begin();
    String said;
    try (gap) {
      said = fleet().switchOver(rollout.leader(), successor.name());
      writes.soon(() -> leadership().handedOver(fleet().view()));
      rollout.inOrder(fleet());
      writes.goOn(gap);
    }
    Finding measured =
        leadership().handedOver(fleet().view())
            ? writes.judged(gap, table, fleet().writeGap())
            : Finding.of(failed(said, successor));
    table.drop();
    return measured.and(rollout.inOrder(fleet())).with(List.of(figures(successor, said, gap)));
  }

  private Evidence figures(Member successor, String said, WriteGap gap) {
    return Evidence.of(
        "switchover",
        Map.of(
            "from", rollout.leader(),
            "to", successor.name(),
            "Patroni's answer", said,
            "lag of the successor before it, in bytes",
                successor.lag().map(Object::toString).orElse("unknown"),
            "longest time between two acknowledged rows, in ms", gap.longest().toMillis(),
            "acknowledged rows", gap.count()));
  }

  private Verdict failed(String said, Member successor) {
    return leadership().judge(fleet().view()).passed()
        ? Verdict.fail(
            "switchover to " + successor.name(),
            "Patroni says \"%s\"".formatted(said),
            "it leads, one timeline later",
            "do as Patroni says, and run again")
        : leadership().judge(fleet().view());
  }

  private Leadership leadership() {
    return Leadership.of(rollout, change.progress().pending());
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }
}
