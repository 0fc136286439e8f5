package dev.redline.ltst;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One of a few turns, for one session. */
final class Turn {

  private final Connection session;
  private final int turns;
  private int mine;

  Turn(Connection session, int turns) {
    this.session = session;
    this.turns = turns;
  }

  /** Takes any turn that is free, and tells whether there was one. */
  boolean taken() throws SQLException {
    for (int number = 1; number <= turns; number++) {
      if (new AdvisoryLock(number).tryExclusive(session)) {
        mine = number;
        return true;
      }
    }
    return false;
  }

  void release() throws SQLException {
    new AdvisoryLock(mine).release(session);
  }

  List<String> holders() throws SQLException {
    List<String> holders = new ArrayList<>();
    for (int number = 1; number <= turns; number++) {
      holders.addAll(new AdvisoryLock(number).holders(session));
    }
    return holders;
  }
}
