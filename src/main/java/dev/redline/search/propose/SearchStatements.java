package dev.redline.search.propose;

import dev.redline.plan.workload.Distance;
import dev.redline.quoting.SeenText;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Searches that the server really runs, as comments: a person makes an {@code sql:} of them. */
final class SearchStatements {

  private static final int MOST = 10;
  private static final int WIDTH = 100;

  private static final String THERE =
      """
      SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_stat_statements'
        AND current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%'
      """;

  private static final String QUERY =
      """
      SELECT calls, mean_exec_time, regexp_replace(query, '\\s+', ' ', 'g')
      FROM %s.pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        AND query ~ '(?i)^\\s*(select|with)\\M' AND query ~ ? AND query !~ 'redline_distance'
      ORDER BY total_exec_time DESC LIMIT ?
      """;

  private SearchStatements() {}

  static List<String> read(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    String schema = schema(connection);
    if (schema.isEmpty()) {
      return lines;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(QUERY.formatted(SqlText.name(schema)))) {
      statement.setString(1, operators());
      statement.setInt(2, MOST);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add("# run %,d times, %.2f ms each:".formatted(row.getLong(1), row.getDouble(2)));
          wrap(SeenText.line(row.getString(3)), lines);
        }
      }
    }
    return lines;
  }

  private static void wrap(String query, List<String> lines) {
    StringBuilder line = new StringBuilder("#  ");
    for (String word : query.split(" ", -1)) {
      if (line.length() + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("#  ");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
  }

  private static String schema(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(THERE);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /** A regular expression for any operator of pgvector's that searches. */
  private static String operators() {
    return String.join(
        "|",
        Arrays.stream(Distance.values())
            .map(distance -> distance.operator().replace("+", "\\+"))
            .toList());
  }
}
