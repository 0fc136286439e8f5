package dev.redline.phase.fleet;

import dev.redline.change.ChangeKind;
import dev.redline.change.PhaseContext;
import dev.redline.change.WayBack;
import dev.redline.fleet.FleetView;
import dev.redline.fleet.Member;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Verdict;
import java.util.List;

/**
 * A switchover of ours. Who leads then goes on to lead on the way back, too: to switch once more
 * would be one more moment without writes, which nobody has approved. What measured it is dropped.
 */
public final class SwitchoverKind implements ChangeKind {

  @Override
  public String name() {
    return Leadership.SWITCHOVER;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new WayBack() {
      @Override
      public void restoreFleet(PhaseContext context) {
        new BeatTable(context.target().writer()).drop();
      }

      @Override
      public List<Verdict> goneFromFleet(PhaseContext context) {
        FleetView view = context.member().orElseThrow().fleet().view();
        return List.of(
            Verdict.pass(
                kept.subject(),
                view.leader().map(Member::name).orElse("nobody"),
                "said: before it was %s, and roles are not switched back (patronictl switchover does it)"
                    .formatted(kept.values().get("from"))));
      }
    };
  }
}
