package dev.redline.workload.pairs;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchSessions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Where both sides of a pair are asked. */
public interface PairSource {

  /**
   * Opens what both sides are asked through; whoever gets it closes it.
   *
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  PairSessions open(LongSupplier nanoTime) throws SQLException;

  /**
   * A session on each of two servers, or of one server where only the policy differs.
   *
   * @param sessions opens them
   * @param oldPolicy of searches the old way
   * @param changedPolicy of searches the new way
   */
  static PairSource servers(
      SearchSessions sessions,
      Connector old,
      Connector changed,
      QueryPolicy oldPolicy,
      QueryPolicy changedPolicy) {
    return nanoTime -> {
      PairSession session = PairSession.of(sessions.open(old, oldPolicy), nanoTime);
      try {
        return new PairSessions(
            session,
            PairSession.of(sessions.open(changed, changedPolicy), nanoTime),
            Optional.empty());
      } catch (SQLException | RuntimeException e) {
        session.close();
        throw e;
      }
    };
  }

  /**
   * One session that a statement switches before each search, which nobody times. Two processes
   * differ by a per cent or so for as long as they live, however alike they are; one process does
   * not differ from itself.
   *
   * @param sessions opens it
   * @param toOld for searches the old way, such as {@code SET x = off}
   * @param toChanged for searches the new way, such as {@code RESET x}
   */
  static PairSource switched(
      SearchSessions sessions,
      Connector connector,
      QueryPolicy policy,
      String toOld,
      String toChanged) {
    return nanoTime -> {
      PairSession session = PairSession.of(sessions.open(connector, policy), nanoTime);
      PairSession old = session.after(toOld);
      return new PairSessions(old, session.after(toChanged), Optional.of(old));
    };
  }
}
