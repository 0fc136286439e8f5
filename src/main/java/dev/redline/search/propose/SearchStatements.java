package dev.redline.search.propose;

import dev.redline.plan.workload.Distance;
import dev.redline.postgres.activity.StatementStatistics;
import dev.redline.quoting.SeenText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Searches that the server really runs, as comments: a person makes an {@code sql:} of them. */
final class SearchStatements {

  private static final int MOST = 10;
  private static final int WIDTH = 100;

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
    Optional<String> schema = StatementStatistics.schema(connection);
    if (schema.isEmpty()) {
      return lines;
    }
    try (PreparedStatement statement = connection.prepareStatement(QUERY.formatted(schema.get()))) {
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

  /** A regular expression for any operator of pgvector's that searches. */
  private static String operators() {
    return String.join(
        "|",
        Arrays.stream(Distance.values())
            .map(distance -> distance.operator().replace("+", "\\+"))
            .toList());
  }
}
