package dev.redline.phase.fleet;

import dev.redline.change.Checkpoint;
import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.postgres.ServerControl;

/** A restart of one member by Patroni, after a checkpoint. */
record MemberRestart(PhaseContext context, String member) {

  /**
   * Returns once it takes connections again.
   *
   * @throws dev.redline.postgres.ServerStartException if it does not come up
   * @throws dev.redline.postgres.ServerControlException if it leads by now, or cannot be asked
   */
  void now() {
    restart(fleet().of(member));
  }

  /**
   * The same, whoever leads: nobody can write while a leader restarts.
   *
   * @throws dev.redline.postgres.ServerStartException if it does not come up
   * @throws dev.redline.postgres.ServerControlException if it cannot be asked
   */
  void evenIfItLeads() {
    restart(fleet().ofAnyRole(member));
  }

  private void restart(ServerControl control) {
    new Checkpoint(fleet().connector(member))
        .taken()
        .restart(control.process(), context.plan().target());
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }
}
