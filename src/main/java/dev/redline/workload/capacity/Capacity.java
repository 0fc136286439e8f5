package dev.redline.workload.capacity;

import dev.redline.plan.BenefitConfig;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.Connector;
import dev.redline.workload.pairs.PairKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Searches a second of two servers with 1, 2, 4 and more clients, on all cores, in blocks that
 * alternate. A client searches again as soon as it has its answer.
 *
 * @param kinds of searches, mixed at random; at least one
 * @param nanoTime a clock as {@link System#nanoTime()}, for several threads at once
 */
public record Capacity(
    Connector old,
    Connector changed,
    QueryPolicy policy,
    List<PairKind> kinds,
    BenefitConfig config,
    long seed,
    LongSupplier nanoTime) {

  /**
   * Up to the knee: twice as many clients, until neither server answers noticeably more searches
   * for it, or the plan's limit is reached.
   */
  public List<CapacityAt> toTheKnee() throws SQLException {
    List<CapacityAt> all = new ArrayList<>();
    int clients = 1;
    do {
      all.add(at(clients));
      clients *= 2;
    } while (clients <= config.clientsAtMost() && rises(all));
    return all;
  }

  private boolean rises(List<CapacityAt> all) {
    if (all.size() == 1) {
      return true;
    }
    CapacityAt last = all.get(all.size() - 1);
    CapacityAt before = all.get(all.size() - 2);
    return last.oldPerSecond() >= config.rise() * before.oldPerSecond()
        || last.changedPerSecond() >= config.rise() * before.changedPerSecond();
  }

  /** The same with a given number of clients. */
  public CapacityAt at(int clients) throws SQLException {
    try (Clients ofOld = new Clients(clients, old, policy, kinds, seed, nanoTime);
        Clients ofChanged = new Clients(clients, changed, policy, kinds, seed, nanoTime)) {
      ofOld.block(config.block());
      ofChanged.block(config.block());
      List<Load> before = new ArrayList<>();
      List<Load> after = new ArrayList<>();
      for (int i = 0; i < config.blocks(); i++) {
        if (i % 2 == 0) {
          before.add(ofOld.block(config.block()));
          after.add(ofChanged.block(config.block()));
        } else {
          after.add(ofChanged.block(config.block()));
          before.add(ofOld.block(config.block()));
        }
      }
      return new CapacityAt(clients, before, after);
    }
  }
}
