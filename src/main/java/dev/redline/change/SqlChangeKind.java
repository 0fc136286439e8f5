package dev.redline.change;

import dev.redline.state.KeptChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Objects that an earlier version has created: only the SQL that takes them back was kept. That
 * they are gone is seen by comparing the server's objects with those from before.
 */
public final class SqlChangeKind implements ChangeKind {

  @Override
  public String name() {
    return "sql";
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new WayBack() {
      @Override
      public void revert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
          for (String sql : kept.statements()) {
            statement.execute(sql);
          }
        }
      }

      @Override
      public String byHand() {
        return String.join("; ", kept.statements());
      }
    };
  }
}
