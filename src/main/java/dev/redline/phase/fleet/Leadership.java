package dev.redline.phase.fleet;

import dev.redline.fleet.FleetView;
import dev.redline.fleet.Member;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may lead while the values go from member to member: whoever did when that began, and after
 * our switchover whom it named, one timeline later. Anybody else has come by a failover.
 *
 * @param successor whom our switchover names; empty before it was begun
 */
record Leadership(Rollout rollout, Optional<String> successor) {

  static final String SWITCHOVER = "fleet-switchover";

  static Leadership of(Rollout rollout, Optional<PendingChange> pending) {
    return new Leadership(
        rollout,
        pending.stream()
            .flatMap(each -> each.ofKind(SWITCHOVER).stream())
            .map(kept -> String.valueOf(kept.values().get("to")))
            .findFirst());
  }

  /** What the state holds before Patroni is asked. */
  KeptChange kept(String to) {
    return new KeptChange(
        SWITCHOVER,
        "leader of fleet " + rollout.scope(),
        Map.of("from", rollout.leader(), "to", to),
        List.of());
  }

  /** Whether our switchover has come about. */
  boolean handedOver(FleetView view) {
    return successor.filter(name -> leads(view, name, rollout.timeline() + 1)).isPresent();
  }

  private static boolean leads(FleetView view, String name, int timeline) {
    return view.leader().map(Member::name).filter(name::equals).isPresent()
        && view.timeline() == timeline;
  }

  /** Nobody has taken over meanwhile. */
  Verdict judge(FleetView view) {
    String observed =
        "%s on timeline %d"
            .formatted(view.leader().map(Member::name).orElse("nobody"), view.timeline());
    String required =
        "%s on timeline %d".formatted(rollout.leader(), rollout.timeline())
            + successor
                .map(name -> ", or %s on %d".formatted(name, rollout.timeline() + 1))
                .orElse("");
    return leads(view, rollout.leader(), rollout.timeline()) || handedOver(view)
        ? Verdict.pass("leader of the fleet, unless somebody else took over", observed, required)
        : Verdict.fail(
            "leader of the fleet, unless somebody else took over",
            observed,
            required,
            "a failover or somebody's switchover came in between: find out why (patronictl history), and run again");
  }
}
