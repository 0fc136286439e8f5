package dev.redline.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes sure that a throwaway server writes as durably as one in production. */
public final class Durability {

  private static final List<String> REQUIRED =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private Durability() {}

  /**
   * Asks the server itself, whatever its files and its command line say.
   *
   * @throws TargetException if it may lose committed data in a crash
   */
  public static void require(Connection connection) throws SQLException {
    List<String> off = new ArrayList<>();
    for (String name : REQUIRED) {
      String value = show(connection, name);
      if (!value.equals("on")) {
        off.add(name + " = " + value);
      }
    }
    if (!off.isEmpty()) {
      throw new TargetException(
          "The throwaway server is faster than any in production may be, by losing committed data"
              + " in a crash: %s; required: on. Remove what sets it, or start over with -Dfresh."
                  .formatted(String.join(", ", off)));
    }
  }

  private static String show(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
