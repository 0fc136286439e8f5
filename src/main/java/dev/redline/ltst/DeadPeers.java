package dev.redline.ltst;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Has the server notice that a session's client is gone: at once where the client's machine closes
 * the connection, as it does for a process that is killed; after a while where that machine is
 * gone.
 */
final class DeadPeers {

  private DeadPeers() {}

  /** For sessions with autocommit off. */
  static void noticeAfter(Duration silence, Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(
          "SET tcp_keepalives_idle = '%1$ds'; SET tcp_keepalives_interval = '%1$ds'; SET tcp_keepalives_count = 1; SET client_connection_check_interval = '%1$ds'"
              .formatted(silence.toSeconds()));
    }
    session.commit();
  }
}
