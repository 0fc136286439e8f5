package dev.redline.change;

import dev.redline.state.KeptChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Objects that a phase creates: SQL drops them again. That they are gone is seen by comparing the
 * server's objects with those from before.
 */
public final class SqlChangeKind implements ChangeKind {

  private static final String KIND = "sql";

  /**
   * What is kept before objects are created.
   *
   * @param undo statements that take them back, to be run in this order by the account that changes
   *     the server; each may run twice, and where there is nothing to take back
   */
  static KeptChange keep(List<String> undo) {
    return new KeptChange(KIND, "objects", Map.of(), undo);
  }

  @Override
  public String name() {
    return KIND;
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
