package dev.redline.run.observability;

import dev.redline.plan.ObservabilityRules.Measurement;
import dev.redline.plan.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.StatementActivity;
import dev.redline.run.Workload;
import dev.redline.run.observability.OverheadSamples.Quartet;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import dev.redline.vector.VectorTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times vector searches with pg_stat_statements counting and without.
 *
 * <p>A search is timed as its client sees it: BEGIN, both SET LOCAL, SELECT and COMMIT with their
 * round trips, because each of these statements is counted and the client waits for all of them.
 * What is switched, in one session, is {@code pg_stat_statements.track}: off leaves out all that
 * the library does per statement, but not the computing of the query's identifier, which the server
 * does while it parses. A block counts with its lower quartile, the time of a search that nothing
 * else disturbed: what counting costs is the same in each search and weighs most in a fast one.
 */
final class OverheadProbe {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final String OFF = "SET pg_stat_statements.track = 'none'";
  private static final String ON = "RESET pg_stat_statements.track";

  private final Connector connector;
  private final QueryPolicy policy;
  private final VectorTable table;
  private final List<SearchInput> queries;
  private final Measurement measurement;
  private final LongSupplier nanoTime;

  OverheadProbe(
      Connector connector,
      QueryPolicy policy,
      Workload workload,
      Measurement measurement,
      LongSupplier nanoTime) {
    this.connector = connector;
    this.policy = policy;
    this.table = workload.searched();
    this.queries = workload.queries(measurement.block());
    this.measurement = measurement;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs all blocks. Changes one setting, in a session of its own.
   *
   * @throws SQLException with state 42501 if the account may not set it
   */
  OverheadSamples take() throws SQLException {
    try (Connection control = connector.open(ApplicationName.CONTROL);
        Connection connection = connector.open(ApplicationName.EVALUATION);
        SearchSession session = new SearchSession(connection, policy)) {
      for (int i = 0; i < measurement.warmUp(); i++) {
        session.nearest(table, queries.get(i % queries.size()), measurement.k());
      }
      StatementActivity before = StatementActivity.read(control, searches());
      List<Quartet> quartets = new ArrayList<>();
      for (int i = 0; i < measurement.quartets(); i++) {
        quartets.add(quartet(i, connection, session));
      }
      StatementActivity after = StatementActivity.read(control, searches());
      long expected = 2L * measurement.quartets() * measurement.block();
      return new OverheadSamples(quartets, after.since(before).calls(), expected);
    }
  }

  /** As pg_stat_statements shows the searches. */
  private String searches() {
    return table.searchesInStatistics();
  }

  private Quartet quartet(int number, Connection connection, SearchSession session)
      throws SQLException {
    if (number % 2 == 0) {
      double off = block(OFF, connection, session);
      double on = block(ON, connection, session);
      double onLater = block(ON, connection, session);
      return new Quartet(off, on, onLater, block(OFF, connection, session));
    }
    double on = block(ON, connection, session);
    double off = block(OFF, connection, session);
    double offLater = block(OFF, connection, session);
    return new Quartet(off, on, block(ON, connection, session), offLater);
  }

  private double block(String how, Connection connection, SearchSession session)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(how);
      connection.commit();
    }
    double[] millis = new double[queries.size()];
    for (int i = 0; i < millis.length; i++) {
      long start = nanoTime.getAsLong();
      session.nearest(table, queries.get(i), measurement.k());
      millis[i] = (nanoTime.getAsLong() - start) / NANOS_PER_MILLI;
    }
    Arrays.sort(millis);
    return millis[(millis.length - 1) / 4];
  }
}
