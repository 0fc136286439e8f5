package dev.redline.vector;

import java.sql.SQLException;

/**
 * Work for the server that no setting under test touches: what the machine does beside the server
 * shows in its times as it does in those of searches.
 */
@FunctionalInterface
public interface ControlWork {

  /** No such work. */
  ControlWork NONE = () -> {};

  /** Does it once. */
  void run() throws SQLException;
}
