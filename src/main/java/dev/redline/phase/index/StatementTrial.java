package dev.redline.phase.index;

import dev.redline.search.Supervision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a statement from pg_stat_statements with values of its table, on a connection of its own: it
 * is prepared by name, so that the server says what types it expects, and planned for each value
 * anew. Works from PostgreSQL 15 on; {@code EXPLAIN (GENERIC_PLAN)} would need 16 and run nothing.
 */
final class StatementTrial {

  private static final String NAME = "redline_trial";

  private static final String TYPES =
      "SELECT t FROM pg_catalog.pg_prepared_statements, unnest(parameter_types::text[]) WITH ORDINALITY u(t, n)"
          + " WHERE name = '"
          + NAME
          + "' ORDER BY n";

  private final Connection connection;
  private final Supervision load;

  /**
   * @param connection outside of a transaction; it can only read from now on, and a run is ended
   *     after half a minute; how long it waits for locks is set already
   * @param load asked before each run
   */
  StatementTrial(Connection connection, Supervision load) throws SQLException {
    this.connection = connection;
    this.load = load;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = on");
      statement.execute("SET plan_cache_mode = force_custom_plan");
      statement.execute("SET statement_timeout = '30s'");
      statement.execute("SET synchronize_seqscans = off");
    }
  }

  /**
   * Values to run the statement with; the statement is prepared from now on.
   *
   * @return empty if there are none to be had
   * @throws SQLException if the server does not take the statement without its constants
   */
  List<List<String>> prepare(Candidate candidate, SeenStatement seen, int count)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DEALLOCATE ALL");
      statement.execute("PREPARE " + NAME + " AS " + seen.query());
    }
    return new SampleValues(connection, candidate).draw(seen.query(), types(), count);
  }

  /** Each value twice, of which the second counts: what it reads is then in memory. */
  ExplainedRuns run(List<List<String>> values) throws SQLException {
    List<String> explained = new ArrayList<>();
    for (List<String> each : values) {
      explain(each);
      explained.add(explain(each));
    }
    return ExplainedRuns.of(explained);
  }

  private String explain(List<String> values) throws SQLException {
    String parameters = values.isEmpty() ? "" : "(" + String.join(", ", values) + ")";
    load.awaitTurn(1);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE " + NAME + parameters)) {
      row.next();
      return row.getString(1);
    }
  }

  private List<String> types() throws SQLException {
    List<String> types = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TYPES)) {
      while (rows.next()) {
        types.add(rows.getString(1));
      }
    }
    return types;
  }
}
