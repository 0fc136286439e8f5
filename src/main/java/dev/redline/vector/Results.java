package dev.redline.vector;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What several statements sent at once return, one after the other. */
final class Results {

  private Results() {}

  /**
   * Runs them; the rows of the first that returns any.
   *
   * @throws SQLException if one fails, or if none returns rows
   */
  static ResultSet rows(PreparedStatement statements) throws SQLException {
    boolean rows = statements.execute();
    while (!rows) {
      if (statements.getUpdateCount() == -1) {
        throw new SQLException("No statement has returned rows");
      }
      rows = statements.getMoreResults();
    }
    return statements.getResultSet();
  }
}
