package dev.redline.change;

import dev.redline.state.KeptChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs the statements that were kept, in their order, by the account that changes the server. */
public class SqlWayBack implements WayBack {

  private final KeptChange kept;

  /**
   * @param kept each of its statements may run twice, and where there is nothing to take back
   */
  public SqlWayBack(KeptChange kept) {
    this.kept = kept;
  }

  @Override
  public void revert(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : kept.statements()) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public List<String> statements() {
    return kept.statements();
  }
}
