package dev.redline.phase.fleet;

import dev.redline.change.ChangeKind;
import dev.redline.change.PhaseContext;
import dev.redline.change.WayBack;
import dev.redline.fleet.FleetControl;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.List;

/** The fleet's own configuration as it was, as far as our values go. */
public final class RolloutKind implements ChangeKind {

  static final String KIND = "fleet-configuration";

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new Back(Rollout.of(kept));
  }

  private record Back(Rollout rollout) implements WayBack {

    @Override
    public void restoreConfiguration(PhaseContext context) {
      FleetControl fleet = context.member().orElseThrow().fleet();
      if (!fleet.holds(rollout.former())) {
        fleet.configure(rollout.former());
      }
    }

    /** Each member's Patroni knows it, as an earlier run may have been killed in between. */
    @Override
    public void restoreFleet(PhaseContext context) {
      FleetControl fleet = context.member().orElseThrow().fleet();
      rollout.members().forEach(fleet::seenBy);
    }

    @Override
    public List<Verdict> goneFromFleet(PhaseContext context) throws SQLException {
      FleetControl fleet = context.member().orElseThrow().fleet();
      String subject = "configuration of fleet " + rollout.scope();
      String required = "as before: " + rollout.former();
      return List.of(
          fleet.holds(rollout.former())
              ? Verdict.pass(subject, "as before", required)
              : Verdict.fail(subject, fleet.parameters().toString(), required, byHand()),
          MembersCheck.sameData(context, rollout.canary()));
    }

    @Override
    public String byHand() {
      return "patronictl edit-config, so that it has "
          + rollout.former()
          + " (null: without that name)";
    }
  }
}
