package dev.redline.postgres;

import dev.redline.quoting.ServerWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions that are open, to be ended from another thread than those that wait for them. */
final class OpenSessions {

  private static final Logger LOG = LoggerFactory.getLogger(OpenSessions.class);

  private final List<Connection> open = new ArrayList<>();

  synchronized void add(Connection session) throws SQLException {
    List<Connection> still = new ArrayList<>();
    for (Connection each : open) {
      if (!each.isClosed()) {
        still.add(each);
      }
    }
    open.clear();
    open.addAll(still);
    open.add(session);
  }

  /**
   * Closes their sockets; nothing is sent, so that a server that does not answer is no obstacle.
   */
  synchronized void abort() {
    for (Connection each : open) {
      try {
        each.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.warn("A session could not be ended: {}", ServerWords.of(e));
      }
    }
    open.clear();
  }
}
