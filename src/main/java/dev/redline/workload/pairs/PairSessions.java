package dev.redline.workload.pairs;

import dev.redline.vector.SearchInput;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What both sides of a pair are asked through.
 *
 * @param leader asked before each pair, untimed, where both sides read the same memory: the second
 *     search of a query is a third faster there, and a median between two humps is hard to know
 */
record PairSessions(PairSession old, PairSession changed, Optional<PairSession> leader)
    implements AutoCloseable {

  /** Asks the leader. */
  void lead(PairKind kind, SearchInput query) throws SQLException {
    if (leader.isPresent()) {
      leader.get().search(kind.old(), kind.k(), query);
    }
  }

  @Override
  public void close() throws SQLException {
    try (PairSession closing = changed) {
      old.close();
    }
  }
}
