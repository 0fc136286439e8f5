package dev.redline.vector;

import com.pgvector.PGvector;
import dev.redline.plan.workload.QueryPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one way to search vectors: each search in a transaction of its own, under the query-time
 * policy, which {@code SET LOCAL} confines to that transaction, and at a pace. Not for use by
 * several threads.
 */
public final class SearchSession implements AutoCloseable {

  /** Some milliseconds of one core, without tables, memory to speak of, plans or files. */
  private static final String CONTROL =
      "SELECT pg_catalog.count(*) FROM (SELECT pg_catalog.generate_series(1, 20000)) s";

  private static final String PID = "SELECT pg_catalog.pg_backend_pid()";

  private static final String FLUSH = "SELECT pg_catalog.pg_stat_force_next_flush()";

  private static final String EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, VERBOSE, FORMAT JSON) ";

  private final Connection connection;
  private final QueryPolicy policy;
  private final Map<LocalSettings, String> policies = new HashMap<>();
  private final VectorNames names;
  private final SearchPace pace;
  private boolean ready;

  /**
   * Takes over the connection, switches its autocommit off and closes it in the end, also if this
   * throws.
   *
   * @param pace of all that is searched for; closed likewise
   * @throws UnknownPolicyException if the server's pgvector does not know the policy's settings
   */
  public SearchSession(Connection connection, QueryPolicy policy, SearchPace pace)
      throws SQLException {
    this.connection = connection;
    this.policy = policy;
    this.pace = pace;
    try {
      connection.setAutoCommit(false);
      PGvector.registerTypes(connection);
      names = VectorNames.of(connection);
      new LocalSettings(policy.settings(1)).requireKnown(connection, names);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Waits for the next search's turn. Whoever times searches calls it before the clock starts;
   * otherwise the search itself does.
   */
  public void ready() throws SQLException {
    if (!ready) {
      pace.before();
      ready = true;
    }
  }

  private void begin() throws SQLException {
    ready();
    ready = false;
  }

  /** The {@code k} rows that the index finds nearest to {@code query}, nearest first. */
  public List<Neighbour> nearest(Searchable rows, SearchInput query, int k) throws SQLException {
    begin();
    long start = System.nanoTime();
    try (PreparedStatement statement = connection.prepareStatement(together(rows, k))) {
      rows.bind(statement, query, k);
      List<Neighbour> found = rows.counted(read(rows, Results.rows(statement)), query, k);
      pace.took(Duration.ofNanos(System.nanoTime() - start));
      return found;
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  /**
   * Policy, search and end of the transaction, each prepared once, in two trips to the server: the
   * driver sends BEGIN and the policy, and waits only because rows of unknown size come next; then
   * search and COMMIT.
   */
  private String together(Searchable rows, int k) throws SQLException {
    LocalSettings settings = settings(rows, k);
    String policy = policies.get(settings);
    if (policy == null) {
      policy = settings.sql(connection);
      policies.put(settings, policy);
    }
    return policy + names.in(rows.query()) + "; COMMIT";
  }

  /** The {@code k} rows that are nearest, found without a vector index: slow and exact. */
  public List<Neighbour> exact(Searchable rows, SearchInput query, int k) throws SQLException {
    begin();
    return inTransaction(WITHOUT_INDEX, () -> selectExact(rows, query, k));
  }

  /** The exact neighbours of each query: reads all rows once for each. */
  public List<List<Neighbour>> exactNeighbours(Searchable rows, List<SearchInput> queries, int k)
      throws SQLException {
    List<List<Neighbour>> exact = new ArrayList<>();
    for (SearchInput query : queries) {
      exact.add(exact(rows, query, k));
    }
    return exact;
  }

  /** The plan by which {@link #nearest} runs, from {@code EXPLAIN (ANALYZE, BUFFERS)}. */
  public SearchPlan explain(Searchable rows, SearchInput query, int k) throws SQLException {
    begin();
    return inTransaction(settings(rows, k), () -> explained(EXPLAIN, rows, query, k));
  }

  /** The plan by which {@link #nearest} would run; nothing is run. */
  public SearchPlan plan(Searchable rows, SearchInput query, int k) throws SQLException {
    return inTransaction(
        settings(rows, k), () -> explained("EXPLAIN (FORMAT JSON) ", rows, query, k));
  }

  /** The plan by which {@link #exact} runs. */
  public SearchPlan explainExact(Searchable rows, SearchInput query, int k) throws SQLException {
    begin();
    return inTransaction(WITHOUT_INDEX, () -> explainedExact(rows, query, k));
  }

  /** The plan by which {@link #exact} would run; nothing is run. */
  public SearchPlan planExact(Searchable rows, SearchInput query, int k) throws SQLException {
    return inTransaction(
        WITHOUT_INDEX,
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement("EXPLAIN (FORMAT JSON) " + rows.exactQuery())) {
            rows.bindExact(statement, query, k);
            return plan(statement);
          }
        });
  }

  /** Searches as {@link #nearest} does and reads beside it what the search ran under. */
  public WitnessedSearch witnessed(Searchable rows, SearchInput query, int k) throws SQLException {
    begin();
    HnswSettings before = settings();
    List<HnswSettings> inside = new ArrayList<>();
    List<Neighbour> found =
        inTransaction(
            settings(rows, k),
            () -> {
              inside.add(HnswSettings.read(connection));
              List<Neighbour> nearest = select(rows, query, k);
              inside.add(HnswSettings.read(connection));
              return nearest;
            });
    return new WitnessedSearch(k, found.size(), before, inside.get(0), inside.get(1), settings());
  }

  /** The server's process that searches. */
  public long pid() throws SQLException {
    return inTransaction(
        new LocalSettings(Map.of()),
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(PID);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** Has the session hand in now what the server's counters are to show of it. */
  public void handIn() throws SQLException {
    inTransaction(
        new LocalSettings(Map.of()),
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(FLUSH)) {
            return statement.execute();
          }
        });
  }

  /** Has the session's process work for some milliseconds, whatever the settings are. */
  public void control() throws SQLException {
    inTransaction(
        new LocalSettings(Map.of()),
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(CONTROL)) {
            return statement.execute();
          }
        });
  }

  /** Runs a statement such as {@code SET x = off}, for all that the session does from now on. */
  public void set(String statement) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement(statement + "; COMMIT")) {
      set.execute();
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  /** What the session has outside of any search. */
  public HnswSettings settings() throws SQLException {
    return inTransaction(new LocalSettings(Map.of()), () -> HnswSettings.read(connection));
  }

  @Override
  public void close() throws SQLException {
    try (SearchPace closing = pace) {
      connection.close();
    }
  }

  /**
   * A vector index cannot be scanned as a bitmap, so bitmap scans may stay: an index on what is
   * filtered by helps. Planned anew each time, or a plan kept from another search might run.
   */
  private static final LocalSettings WITHOUT_INDEX = withoutIndex();

  private static LocalSettings withoutIndex() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("enable_indexscan", "off");
    settings.put("enable_indexonlyscan", "off");
    settings.put("plan_cache_mode", "force_custom_plan");
    return new LocalSettings(settings);
  }

  private LocalSettings settings(Searchable rows, int k) {
    return new LocalSettings(rows.settings(policy, k));
  }

  private List<Neighbour> select(Searchable rows, SearchInput query, int k) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(names.in(rows.query()))) {
      rows.bind(statement, query, k);
      return rows.counted(read(rows, statement.executeQuery()), query, k);
    }
  }

  private List<Neighbour> selectExact(Searchable rows, SearchInput query, int k)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(names.in(rows.exactQuery()))) {
      rows.bindExact(statement, query, k);
      return rows.counted(read(rows, statement.executeQuery()), query, k);
    }
  }

  private static List<Neighbour> read(Searchable rows, ResultSet result) throws SQLException {
    List<Neighbour> found = new ArrayList<>();
    try (ResultSet row = result) {
      while (row.next()) {
        found.add(rows.read(row));
      }
    }
    return found;
  }

  private SearchPlan explained(String explain, Searchable rows, SearchInput query, int k)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(explain + names.in(rows.query()))) {
      rows.bind(statement, query, k);
      return plan(statement);
    }
  }

  private SearchPlan explainedExact(Searchable rows, SearchInput query, int k) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(EXPLAIN + names.in(rows.exactQuery()))) {
      rows.bindExact(statement, query, k);
      return plan(statement);
    }
  }

  private static SearchPlan plan(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return SearchPlan.parse(row.getString(1));
    }
  }

  private <T> T inTransaction(LocalSettings settings, Work<T> work) throws SQLException {
    try {
      settings.apply(connection);
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
