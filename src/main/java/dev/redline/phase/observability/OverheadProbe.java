package dev.redline.phase.observability;

import dev.redline.phase.observability.OverheadSamples.Quartet;
import dev.redline.plan.ObservabilityConfig.Measurement;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.StatementActivity;
import dev.redline.search.SearchedData;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import dev.redline.workload.Workload;
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
  private final Workload workload;
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
    this.workload = workload;
    this.measurement = measurement;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs all blocks. Changes one setting, in a session of its own.
   *
   * @throws SQLException with state 42501 if the account may not set it
   */
  OverheadSamples take() throws SQLException {
    SearchedData data = workload.searches().main(connector);
    String searches = data.search().rows().searchesInStatistics();
    try (Connection control = connector.open(ApplicationName.CONTROL);
        Connection connection = connector.open(ApplicationName.EVALUATION);
        SearchSession session = new SearchSession(connection, policy)) {
      for (int i = 0; i < measurement.warmUp(); i++) {
        search(session, data, i);
      }
      StatementActivity before = StatementActivity.read(control, searches);
      List<Quartet> quartets = new ArrayList<>();
      Blocks blocks = new Blocks(connection, session, data);
      for (int i = 0; i < measurement.quartets(); i++) {
        quartets.add(quartet(i, blocks));
      }
      StatementActivity after = StatementActivity.read(control, searches);
      long expected = 2L * measurement.quartets() * measurement.block();
      return new OverheadSamples(quartets, after.since(before).calls(), expected);
    }
  }

  private record Blocks(Connection connection, SearchSession session, SearchedData data) {}

  private void search(SearchSession session, SearchedData data, int i) throws SQLException {
    SearchInput query = data.queries().get(i % data.queries().size());
    session.nearest(data.search().rows(), query, measurement.k());
  }

  private Quartet quartet(int number, Blocks blocks) throws SQLException {
    if (number % 2 == 0) {
      double off = block(OFF, blocks);
      double on = block(ON, blocks);
      double onLater = block(ON, blocks);
      return new Quartet(off, on, onLater, block(OFF, blocks));
    }
    double on = block(ON, blocks);
    double off = block(OFF, blocks);
    double offLater = block(OFF, blocks);
    return new Quartet(off, on, block(ON, blocks), offLater);
  }

  private double block(String how, Blocks blocks) throws SQLException {
    try (Statement statement = blocks.connection().createStatement()) {
      statement.execute(how);
      blocks.connection().commit();
    }
    double[] millis = new double[measurement.block()];
    for (int i = 0; i < millis.length; i++) {
      long start = nanoTime.getAsLong();
      search(blocks.session(), blocks.data(), i);
      millis[i] = (nanoTime.getAsLong() - start) / NANOS_PER_MILLI;
    }
    Arrays.sort(millis);
    return millis[(millis.length - 1) / 4];
  }
}
