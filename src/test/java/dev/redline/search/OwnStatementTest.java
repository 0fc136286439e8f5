package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.rag.embedding.Embedders;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPace;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A search that is a SELECT of the user's, with parameters of its own. */
@ExtendWith(SharedBareServer.class)
class OwnStatementTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();

  private BareServer server;

  @BeforeEach
  void take(BareServer shared) {
    server = shared;
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA IF EXISTS own CASCADE");
  }

  private static final String OWN =
      """
      searches:
        - name: hybrid of a tenant
          sql: |
            WITH near AS (
              SELECT id, tenant, embedding <-> :query AS distance FROM own.docs
              WHERE tenant = :tenant AND year >= :low ORDER BY embedding <-> :query LIMIT :k
            )
            SELECT near.id, near.distance FROM near JOIN own.docs o USING (id)
            WHERE o.tenant = :tenant ORDER BY near.distance -- :this is no parameter
          table: own.docs
          id: id
          vector: embedding
          k: [8]
          with: {low: 2002}
          queries: {rows: 40}
          set: {hnsw.ef_search: 100}

      answers:""";

  @Test
  void aStatementTakesItsOwnParametersFromTheRowAndFromTheFile(@TempDir Path folder)
      throws Exception {
    server.execute(
        "CREATE SCHEMA own",
        "CREATE TABLE own.docs (id int PRIMARY KEY, tenant text, year int, embedding vector(128))",
        "INSERT INTO own.docs SELECT n, 'tenant ' || n % 2, 2000 + n % 10,"
            + " ARRAY(SELECT sin(n % 20 * 12.9898 + j * 78.233) + random() / 2"
            + " FROM generate_series(1, 128) j)::vector FROM generate_series(1, 3000) n",
        "CREATE INDEX docs_embedding ON own.docs USING hnsw (embedding vector_l2_ops)",
        "ANALYZE own.docs");
    PlannedSearch planned = own(folder, OWN);
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        SearchSession session = session()) {
      ServerSearch search = new SearchResolver(connection).resolve(planned);
      List<SearchInput> all = inputs(connection, search);
      SearchMeasurement measured =
          new SearchProbe(new IndexSearch(session, search.rows()), all, System::nanoTime)
              .measure(8, 20, session.exactNeighbours(search.rows(), all.subList(0, 20), 8));
      assertThat(measured.fewestRows()).isEqualTo(8);
      assertThat(measured.recall().mean()).isBetween(0.8, 1.0);
      for (SearchInput input : all.subList(0, 5)) {
        String row = "SELECT %s FROM own.docs WHERE id = " + input.own().orElseThrow();
        assertThat(server.query(row.formatted("tenant"))).containsExactly(input.value("tenant"));
        assertThat(input.value("low")).isEqualTo("2002");
        String found =
            new IndexSearch(session, search.rows())
                .nearest(input, 8).rows().stream()
                    .map(Neighbour::id)
                    .collect(Collectors.joining(", "));
        assertThat(
                server.query(
                    "SELECT DISTINCT tenant || (year >= 2002) FROM own.docs WHERE id IN (%s)"
                        .formatted(found)))
            .containsExactly(input.value("tenant") + "true");
      }
      ServerSearch nobodys =
          new SearchResolver(connection).resolve(own(folder, OWN.replace("low: 2002", "up: 2002")));
      assertThatThrownBy(() -> inputs(connection, nobodys))
          .isInstanceOf(WorkloadException.class)
          .hasMessageContaining(":low is no column of own.docs; give it a value under with:");
    }
  }

  private static PlannedSearch own(Path folder, String searches) throws Exception {
    String file = Files.readString(KnowledgeBase.SEARCHES).replaceFirst("(?s).*\nanswers:", "");
    Path yaml = Files.writeString(folder.resolve("workload.yaml"), searches + file);
    return WorkloadPlan.read(yaml, TARGETS).searches().get(0);
  }

  private SearchSession session() throws Exception {
    return new SearchSession(
        server.connector().open(ApplicationName.EVALUATION),
        TARGETS.policy(),
        SearchPace.UNLIMITED);
  }

  private static List<SearchInput> inputs(Connection connection, ServerSearch search)
      throws Exception {
    return new QueryInputs(
            connection,
            1070,
            (name, questions) -> Embedders.named(name, "the test").open(questions))
        .of(search);
  }
}
