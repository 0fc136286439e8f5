package dev.redline.phase.fleet;

import dev.redline.change.Change;
import dev.redline.change.TakesEffect;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;

/**
 * What the fleet's own configuration had before. Kept behind all others, so that it is put back
 * before them: a member that gets its former file back then restarts once.
 *
 * @param moved changes that configuration
 */
record ConfigurationStep(Rollout rollout, CanaryStep moved) implements Change {

  @Override
  public String description() {
    return "configuration of fleet " + rollout.scope();
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.ON_RELOAD;
  }

  @Override
  public Finding mayApply(Connection connection) {
    return Finding.of(
        Verdict.pass(description(), rollout.former().toString(), "known, to be put back"));
  }

  @Override
  public KeptChange kept() {
    return rollout.kept();
  }

  @Override
  public Finding apply() {
    return moved.apply();
  }

  @Override
  public Finding accepted(Connection connection) {
    return Finding.of(moved.held());
  }

  @Override
  public Finding inForce(SettingsSnapshot after) {
    return Finding.of(moved.held());
  }
}
