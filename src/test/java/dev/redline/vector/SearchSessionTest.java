package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.trial.LiveServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The one way to search vectors, on a real server. */
class SearchSessionTest {

  private static final String HNSW = "probe_vectors_embedding_hnsw";

  private static LiveServer server;
  private static VectorTable table;
  private static List<SearchInput> queries;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.start();
    table = new VectorTable("probe_vectors", "id", "embedding");
    ClusteredVectors vectors = new ClusteredVectors(384, 100, 1070, 2);
    queries = Stream.generate(vectors::next).limit(12).map(SearchInput::of).toList();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void aSearchRunsUnderThePolicyInATransactionOfItsOwn() throws SQLException {
    try (SearchSession session = session(policy())) {
      WitnessedSearch search = session.witnessed(table, queries.get(0), 64);

      assertThat(search.rows()).isEqualTo(64);
      assertThat(search.within().values())
          .containsEntry("hnsw.ef_search", "128")
          .containsEntry("hnsw.iterative_scan", "strict_order")
          .containsKeys("hnsw.max_scan_tuples", "hnsw.scan_mem_multiplier");
      assertThat(search.after().values())
          .containsEntry("hnsw.ef_search", "40")
          .containsEntry("hnsw.iterative_scan", "off")
          .isEqualTo(search.before().values());
      assertThat(search.ownTransaction()).isTrue();
    }
  }

  @Test
  void withThePolicyOffASearchRunsWithTheServersDefaults() throws SQLException {
    try (SearchSession session = session(policy().off())) {
      WitnessedSearch search = session.witnessed(table, queries.get(0), 64);

      assertThat(search.within().values()).isEqualTo(search.before().values());
      assertThat(search.within().values()).containsEntry("hnsw.ef_search", "40");
    }
  }

  @Test
  void aSearchThatFailsLeavesNothingOfThePolicyBehind() throws SQLException {
    SqlSearch broken = filtered("no_such_column", "1");
    try (SearchSession session = session(policy())) {
      assertThatThrownBy(() -> session.nearest(broken, queries.get(0), 8))
          .hasMessageContaining("no_such_column");
      assertThat(session.settings().values()).containsEntry("hnsw.ef_search", "40");
    }
  }

  /** A plan that the server keeps for a statement outlives the settings it was made under. */
  @Test
  void anExactSearchStaysExactAmongManyOfTheOtherKind() throws SQLException {
    Connection connection = server.connector().open(ApplicationName.EVALUATION);
    try (SearchSession session = new SearchSession(connection, policy(), SearchPace.UNLIMITED)) {
      for (SearchInput query : queries) {
        session.nearest(table, query, 8);
      }
      long before = indexScans(connection);
      for (SearchInput query : queries) {
        session.exact(table, query, 8);
      }
      assertThat(indexScans(connection)).isEqualTo(before);
      for (SearchInput query : queries) {
        session.nearest(table, query, 8);
      }
      assertThat(indexScans(connection)).isEqualTo(before + queries.size());
    }
  }

  @Test
  void aFilterLetsThroughOnlyWhatMatches() throws SQLException {
    SqlSearch half = filtered("500");
    try (SearchSession session = session(policy())) {
      List<Neighbour> found = session.nearest(half, queries.get(0), 16);

      assertThat(found).hasSize(16).allMatch(row -> Long.parseLong(row.id()) % 1000 < 500);
      assertThat(session.explain(half, queries.get(0), 16).indexes()).containsExactly(HNSW);
      assertThat(session.explainExact(half, queries.get(0), 16).indexes()).isEmpty();
    }
  }

  @Test
  void anExactSearchMayUseAnIndexOnWhatIsFilteredBy() throws SQLException {
    server.execute(
        "CREATE INDEX probe_bucket ON probe_vectors (((metadata->>'bucket')::int));"
            + " ANALYZE probe_vectors");
    try (SearchSession session = session(policy())) {
      SearchPlan plan = session.explainExact(filtered("1"), queries.get(0), 8);
      assertThat(plan.indexes()).containsExactly("probe_bucket");
      assertThat(session.exact(filtered("1"), queries.get(0), 8)).hasSize(8);
    } finally {
      server.execute("DROP INDEX probe_bucket");
    }
  }

  private static SearchSession session(QueryPolicy policy) throws SQLException {
    return new SearchSession(
        server.connector().open(ApplicationName.EVALUATION), policy, SearchPace.UNLIMITED);
  }

  /** By the session itself: others learn of it later. */
  private static long indexScans(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_stat_force_next_flush()");
      connection.commit();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '" + HNSW + "'")) {
        row.next();
        return row.getLong(1);
      } finally {
        connection.commit();
      }
    }
  }

  private static QueryPolicy policy() {
    return server.plan().latency().policy();
  }

  private static SqlSearch filtered(String bucket) {
    return filtered("(metadata->>'bucket')::int", bucket);
  }

  private static SqlSearch filtered(String expression, String below) {
    NamedSql sql =
        NamedSql.parse(
            "SELECT id::text, embedding <=> CAST(:query AS vector(384)) AS redline_distance"
                + " FROM probe_vectors WHERE %s < %s ORDER BY redline_distance LIMIT :k"
                    .formatted(expression, below));
    return new SqlSearch(sql, sql, List.of("id"), true, true, Map.of());
  }
}
