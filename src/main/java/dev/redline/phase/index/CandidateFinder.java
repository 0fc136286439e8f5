package dev.redline.phase.index;

import dev.redline.phase.index.Candidate.Method;
import dev.redline.plan.IndexConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for statements that filter on columns which the plan names and which no index serves. */
final class CandidateFinder {

  private static final String COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname, t.typname = 'jsonb', greatest(c.reltuples, 0)
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'm')
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT a.attisdropped
        AND (a.attname = ANY (?) AND t.typname = 'jsonb'
             OR a.attname = ANY (?) AND t.typname <> 'jsonb')
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
          JOIN pg_catalog.pg_am m ON m.oid = ic.relam
          WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum AND i.indisvalid
            AND m.amname = CASE WHEN t.typname = 'jsonb' THEN 'gin' ELSE 'btree' END)
      ORDER BY 1, 2, 3
      """;

  private static final String STATEMENTS =
      """
      SELECT queryid, min(query), sum(calls)::bigint, sum(total_exec_time)
      FROM pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        AND query ~* '^\\s*(select|with)\\M' AND query ~* ? AND query ~* ?
      GROUP BY queryid ORDER BY 4 DESC
      """;

  private static final String DOCUMENT_FILTER = "\"?\\s*(@>|->>|->|@\\?|@@|\\?)";
  private static final String KEY_FILTER = "\"?\\s*(=|<|>|between\\M|in\\M|is\\s+null)";

  private final IndexConfig config;

  CandidateFinder(IndexConfig config) {
    this.config = config;
  }

  /** Every column with statements that filter on it, whether these are evidence enough or not. */
  List<Candidate> find(Connection connection) throws SQLException {
    List<Candidate> found = new ArrayList<>();
    try (PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
      columns.setArray(1, connection.createArrayOf("text", config.documents().toArray()));
      columns.setArray(2, connection.createArrayOf("text", config.keys().toArray()));
      try (ResultSet row = columns.executeQuery()) {
        while (row.next()) {
          Candidate candidate = candidate(connection, row);
          if (!candidate.statements().isEmpty()) {
            found.add(candidate);
          }
        }
      }
    }
    return found;
  }

  /** Whether its statements ran often and long enough. */
  boolean isEvident(Candidate candidate) {
    return config.calls().allows((int) Math.min(Integer.MAX_VALUE, candidate.calls()))
        && candidate.totalMillis() * 1e6 >= config.totalTime().limit().toNanos();
  }

  private static Candidate candidate(Connection connection, ResultSet row) throws SQLException {
    boolean document = row.getBoolean(4);
    String table = row.getString(2);
    String column = row.getString(3);
    return new Candidate(
        row.getString(1),
        table,
        column,
        document ? Method.GIN : Method.BTREE,
        row.getDouble(5),
        statements(connection, table, column, document ? DOCUMENT_FILTER : KEY_FILTER));
  }

  private static List<SeenStatement> statements(
      Connection connection, String table, String column, String filter) throws SQLException {
    List<SeenStatement> seen = new ArrayList<>();
    try (PreparedStatement statements = connection.prepareStatement(STATEMENTS)) {
      statements.setString(1, "\\m(from|join)\\M.*\\m" + literally(table) + "\\M");
      statements.setString(2, "\\m" + literally(column) + filter);
      try (ResultSet row = statements.executeQuery()) {
        while (row.next()) {
          seen.add(
              new SeenStatement(
                  row.getLong(1), row.getString(2), row.getLong(3), row.getDouble(4)));
        }
      }
    }
    return seen;
  }

  /** A name as a regular expression that matches just it. */
  private static String literally(String name) {
    return name.replaceAll("([^\\p{Alnum}_])", "\\\\$1");
  }
}
