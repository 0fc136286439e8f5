package dev.redline.change.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * An advisory lock that one session of a whole cluster holds. PostgreSQL keeps advisory locks apart
 * by database, and shows those of all of them in pg_locks: a session holds this one if it holds the
 * lock in its own database and has seen, since it took that, no session that does in any other.
 * Whoever takes it later sees the earlier one; of two that see each other the one with the lower
 * process id stays, and the other steps back.
 *
 * @param connection whose session takes it, and lets go of it when it ends
 * @param key of the lock in each database
 */
record ClusterLock(Connection connection, long key) {

  private static final String OTHERS =
      """
      SELECT l.pid > pg_catalog.pg_backend_pid(),
             format('%%s as %%s from %%s, since %%s, in database %%s',
                    coalesce(nullif(a.application_name, ''), '(unnamed)'),
                    coalesce(a.usename, '(unknown)'), coalesce(host(a.client_addr), 'this host'),
                    coalesce(a.backend_start::text, '(not shown to this account)'),
                    coalesce(d.datname, '(unknown)'))
      FROM pg_catalog.pg_locks l
      LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      LEFT JOIN pg_catalog.pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.pid <> pg_catalog.pg_backend_pid()
        AND (l.classid::bigint << 32) + l.objid::bigint = %d
      ORDER BY l.pid
      LIMIT 1
      """;

  private static final String SESSION =
      "a.pid || ' since ' || pg_catalog.date_part('epoch', a.backend_start) AS text"
          + " FROM pg_catalog.pg_stat_activity a";

  /**
   * Tries once. After a refusal this session may keep the lock of its own database, so that the
   * next attempt succeeds once all others have stepped back: close the connection to give up.
   */
  boolean tryToHold() throws SQLException {
    if (!takenHere() && (other().isPresent() || !take())) {
      return false;
    }
    Optional<Other> other = other();
    if (other.isPresent() && !other.get().yields()) {
      ask("SELECT pg_catalog.pg_advisory_unlock(%d)".formatted(key));
    }
    return other.isEmpty();
  }

  /** Another session that has the lock of its database, for a person; empty if there is none. */
  Optional<String> holder() throws SQLException {
    return other().map(Other::description);
  }

  /** What tells this session from any other of the server, before and after. */
  String session() throws SQLException {
    return text("SELECT %s WHERE a.pid = pg_catalog.pg_backend_pid()".formatted(SESSION));
  }

  /**
   * Ends an earlier session of this account, which its client cannot reach any more.
   *
   * @param session as {@link #session} gave it; one that has ended is none to end
   */
  void end(String session) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_catalog.pg_terminate_backend(pid) FROM (SELECT a.pid, %s) s WHERE text = ?"
                .formatted(SESSION))) {
      statement.setString(1, session);
      statement.execute();
    }
  }

  /**
   * The first in the order of process ids.
   *
   * @param yields to this session, if both have come at the same time
   */
  private record Other(boolean yields, String description) {}

  private Optional<Other> other() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OTHERS.formatted(key))) {
      return row.next()
          ? Optional.of(new Other(row.getBoolean(1), row.getString(2)))
          : Optional.empty();
    }
  }

  private boolean takenHere() throws SQLException {
    return ask(
        "SELECT count(*) > 0 FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
            + " AND pid = pg_catalog.pg_backend_pid() AND (classid::bigint << 32) + objid::bigint = %d"
                .formatted(key));
  }

  private boolean take() throws SQLException {
    return ask("SELECT pg_catalog.pg_try_advisory_lock(%d)".formatted(key));
  }

  private String text(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  private boolean ask(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
