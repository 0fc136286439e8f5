package dev.redline.postgres.activity;

import dev.redline.postgres.ServerVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** What checkpoints have written since the server's statistics began. */
public record WrittenPages(long checkpoints, long pages) {

  private static final String DIRTY =
      """
      SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_buffercache'
        AND pg_catalog.pg_has_role(current_user, 'pg_monitor', 'USAGE')
      """;

  /** So far. */
  public static WrittenPages read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(ServerVersion.of(connection).writtenByCheckpoints())) {
      row.next();
      return new WrittenPages(row.getLong(1), row.getLong(2));
    }
  }

  /** Pages in memory that are not written yet; empty where no extension pg_buffercache tells. */
  public static OptionalLong dirty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String schema;
      try (ResultSet row = statement.executeQuery(DIRTY)) {
        if (!row.next()) {
          return OptionalLong.empty();
        }
        schema = row.getString(1);
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT pg_catalog.count(*) FROM " + schema + ".pg_buffercache WHERE isdirty")) {
        row.next();
        return OptionalLong.of(row.getLong(1));
      }
    }
  }
}
