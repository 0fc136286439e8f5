package dev.redline.ltst;

import dev.redline.postgres.SqlState;
import dev.redline.quoting.ProgramName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An advisory lock of the current database, held by a session until it lets go or ends, however it
 * ends. Sessions have autocommit off; each method ends the transaction that it begins.
 *
 * @param number 0 keeps evaluation and heavy jobs apart, 1 and up are the turns of operations
 */
record AdvisoryLock(int number) {

  /** Keeps an evaluation and heavy jobs apart. */
  static final AdvisoryLock EVALUATION = new AdvisoryLock(0);

  /** The first key of all of them: "ltst" in ASCII. */
  private static final int CLASS = 0x6c747374;

  private static final String HOLDERS =
      """
      SELECT format('%s as %s (process %s of the server)',
                    coalesce(nullif(a.application_name, ''), 'a session'), a.usename, a.pid)
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
        AND l.classid::bigint = ? AND l.objid::bigint = ? AND l.pid <> pg_catalog.pg_backend_pid()
      ORDER BY 1
      """;

  /** Takes it if nobody else holds it, and tells whether. */
  boolean tryExclusive(Connection session) throws SQLException {
    return ask(session, "pg_try_advisory_lock");
  }

  /** Takes it beside others who share it, if nobody has or wants it alone, and tells whether. */
  boolean tryShared(Connection session) throws SQLException {
    return ask(session, "pg_try_advisory_lock_shared");
  }

  /** As {@link #tryExclusive}, waiting in the server's queue; false once patience ends. */
  boolean exclusive(Connection session, Duration patience) throws SQLException {
    return queue(session, patience, "pg_advisory_lock");
  }

  /** As {@link #tryShared}, waiting in the server's queue; false once patience ends. */
  boolean shared(Connection session, Duration patience) throws SQLException {
    return queue(session, patience, "pg_advisory_lock_shared");
  }

  void release(Connection session) throws SQLException {
    released(session, "pg_advisory_unlock");
  }

  void releaseShared(Connection session) throws SQLException {
    released(session, "pg_advisory_unlock_shared");
  }

  /** Who holds it, without the session that asks. */
  List<String> holders(Connection session) throws SQLException {
    List<String> holders = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(HOLDERS)) {
      statement.setLong(1, CLASS);
      statement.setLong(2, number);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          holders.add(ProgramName.session(rows.getString(1), " as "));
        }
      }
    }
    session.commit();
    return holders;
  }

  /** The role's statement_timeout is for its work, not for its turn. */
  private boolean queue(Connection session, Duration patience, String function)
      throws SQLException {
    String limits = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '%dms'";
    try (Statement statement = session.createStatement()) {
      statement.execute(limits.formatted(patience.toMillis()));
      statement.execute("SELECT %s(%d, %d)".formatted(function, CLASS, number));
      session.commit();
      return true;
    } catch (SQLException e) {
      session.rollback();
      if (SqlState.LOCK_NOT_AVAILABLE.of(e)) {
        return false;
      }
      throw e;
    }
  }

  private void released(Connection session, String function) throws SQLException {
    if (!ask(session, function)) {
      throw new IllegalStateException("The session did not hold turn " + number);
    }
  }

  private boolean ask(Connection session, String function) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT %s(%d, %d)".formatted(function, CLASS, number))) {
      row.next();
      boolean answer = row.getBoolean(1);
      session.commit();
      return answer;
    }
  }
}
