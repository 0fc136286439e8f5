package dev.redline.phase.propose;

import dev.redline.plan.Plan;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.target.PoolSizes;
import dev.redline.target.PoolerConsole;
import dev.redline.target.TargetException;
import dev.redline.verdict.Verdict;
import java.util.Optional;

/**
 * What the pooler in front of a server says of its pools.
 *
 * @param sizes empty where gates/target.yaml names no console, or it does not answer
 * @param obstacle why it does not answer
 */
record AskedPooler(Optional<PoolSizes> sizes, Optional<Verdict> obstacle) {

  static AskedPooler of(Plan plan, SettingsSnapshot now) {
    Optional<PoolerConsole> console =
        plan.target()
            .yours()
            .flatMap(yours -> PoolerConsole.of(yours, plan.target().limits().command()));
    try {
      return new AskedPooler(
          console.map(each -> each.sizes(Integer.parseInt(now.current("port")))), Optional.empty());
    } catch (TargetException e) {
      return new AskedPooler(
          Optional.empty(),
          Optional.of(
              Verdict.inconclusive(
                  "pools of the pooler",
                  String.valueOf(e.getMessage()),
                  "sizes of its pools",
                  "try the command by hand: psql takes --csv, and SHOW POOLS after -c")));
    }
  }
}
