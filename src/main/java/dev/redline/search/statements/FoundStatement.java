package dev.redline.search.statements;

import dev.redline.postgres.activity.StatementStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement that pg_stat_statements knows. */
record FoundStatement(long id, String text, long calls) {

  /** What reads the catalog, and what samples rows as we do, is no application's work. */
  private static final String QUERY =
      """
      SELECT queryid, min(query), sum(calls)::bigint FROM %s.pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        AND queryid IS NOT NULL AND query ~* '^\\s*(select|with|table|values)\\M'
        AND query !~ 'redline_|pg_catalog\\.|pg_stat_|md5\\(concat\\(|md5\\(s\\.ctid'
      GROUP BY queryid ORDER BY sum(total_exec_time) DESC LIMIT ?
      """;

  /**
   * The most expensive ones of this database by time in all, ours left out; none where nothing
   * counts them.
   */
  static List<FoundStatement> top(Connection connection, int most) throws SQLException {
    List<FoundStatement> found = new ArrayList<>();
    Optional<String> schema = StatementStatistics.schema(connection);
    if (schema.isEmpty() || most == 0) {
      return found;
    }
    try (PreparedStatement statement = connection.prepareStatement(QUERY.formatted(schema.get()))) {
      statement.setInt(1, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new FoundStatement(row.getLong(1), row.getString(2), row.getLong(3)));
        }
      }
    }
    return found;
  }
}
