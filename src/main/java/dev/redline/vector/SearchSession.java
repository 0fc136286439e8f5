package dev.redline.vector;

import com.pgvector.PGvector;
import dev.redline.plan.QueryPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The one way to search vectors: each search in a transaction of its own, under the query-time
 * policy, which {@code SET LOCAL} confines to that transaction. Not for use by several threads.
 */
public final class SearchSession implements AutoCloseable {

  private static final List<String> POLICY_SETTINGS =
      List.of("hnsw.ef_search", "hnsw.iterative_scan");

  private final Connection connection;
  private final QueryPolicy policy;

  /**
   * Takes over the connection, switches its autocommit off and closes it in the end.
   *
   * @throws UnknownPolicyException if the server's pgvector does not know the policy's settings
   */
  public SearchSession(Connection connection, QueryPolicy policy) throws SQLException {
    this.connection = connection;
    this.policy = policy;
    connection.setAutoCommit(false);
    PGvector.registerTypes(connection);
    requirePolicy();
  }

  /** The {@code k} rows that the index finds nearest to {@code query}, nearest first. */
  public List<Neighbour> nearest(VectorTable table, float[] query, int k) throws SQLException {
    return inTransaction(policySettings(k), () -> select(table, query, k));
  }

  /** The {@code k} rows that are nearest, found without any index: slow and exact. */
  public List<Neighbour> exact(VectorTable table, float[] query, int k) throws SQLException {
    return inTransaction(WITHOUT_INDEX, () -> select(table, query, k));
  }

  /** The plan by which {@link #nearest} runs, from {@code EXPLAIN (ANALYZE, BUFFERS)}. */
  public SearchPlan explain(VectorTable table, float[] query, int k) throws SQLException {
    return inTransaction(policySettings(k), () -> explained(table, query, k));
  }

  /** The plan by which {@link #exact} runs. */
  public SearchPlan explainExact(VectorTable table, float[] query, int k) throws SQLException {
    return inTransaction(WITHOUT_INDEX, () -> explained(table, query, k));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static final String WITHOUT_INDEX =
      "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off;"
          + " SET LOCAL enable_bitmapscan = off";

  private String policySettings(int k) {
    return "SET LOCAL hnsw.ef_search = %d; SET LOCAL hnsw.iterative_scan = '%s'"
        .formatted(policy.efSearch(k), policy.iterativeScan().sql());
  }

  private List<Neighbour> select(VectorTable table, float[] query, int k) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.query())) {
      bind(statement, query, k);
      List<Neighbour> found = new ArrayList<>(k);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Neighbour(rows.getString(1), rows.getDouble(2)));
        }
      }
      return found;
    }
  }

  private SearchPlan explained(VectorTable table, float[] query, int k) throws SQLException {
    String explain = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + table.query();
    try (PreparedStatement statement = connection.prepareStatement(explain)) {
      bind(statement, query, k);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return SearchPlan.parse(row.getString(1));
      }
    }
  }

  private static void bind(PreparedStatement statement, float[] query, int k) throws SQLException {
    statement.setObject(1, new PGvector(query));
    statement.setInt(2, k);
  }

  /** A name with a dot is accepted unknown, until the library that owns it is loaded. */
  private void requirePolicy() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT '[0]'::vector");
      for (String setting : POLICY_SETTINGS) {
        try (ResultSet known =
            statement.executeQuery("SELECT FROM pg_settings WHERE name = '" + setting + "'")) {
          if (!known.next()) {
            throw new UnknownPolicyException(setting);
          }
        }
      }
      connection.commit();
    }
  }

  private <T> T inTransaction(String settings, Work<T> work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(settings);
      T result = work.run();
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private interface Work<T> {
    T run() throws SQLException;
  }
}
