package dev.redline.ltst;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.vector.SearchPace;
import dev.redline.vector.SearchSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A session of LTST: searches, changes and turns of the guard all happen in this one, so that what
 * ends it ends them.
 */
record LtstSession(Connection connection, SearchSession search) implements AutoCloseable {

  static LtstSession open(
      Connector connector, LtstSchema schema, QueryPolicy policy, Duration deadPeer)
      throws SQLException {
    Connection connection = connector.open(ApplicationName.LTST);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = " + schema.searchPath(connection));
      SearchSession search = new SearchSession(connection, policy, SearchPace.UNLIMITED);
      DeadPeers.noticeAfter(deadPeer, connection);
      return new LtstSession(connection, search);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    search.close();
  }

  /** Commits what the work does, or nothing of it. */
  <T> T inTransaction(Guard.Work<T> work) throws SQLException {
    try {
      T result = work.run();
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }
}
