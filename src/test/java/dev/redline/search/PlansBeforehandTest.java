package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.rag.embedding.Embedders;
import dev.redline.search.propose.ProposedWorkload;
import dev.redline.trial.BareServer;
import dev.redline.trial.MadeTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the planner would do is asked before anybody is. */
@Tag("long")
class PlansBeforehandTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();

  private static final String WORKLOAD =
      """
      searches:
        - name: passages
          table: public.passages
          id: id
          vector: embedding
          distance: cosine
          where: state = :state
          index: public.passages_embedding
          k: [8]
          queries: {rows: 40}
      """
          + MadeTrial.WITHOUT_LIMITS;

  private @TempDir Path folder;
  private BareServer server;

  @BeforeEach
  void start() throws Exception {
    server = BareServer.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aPlanIsAskedForMoreThanOneOfTheQueries() throws Exception {
    server.execute(
        "CREATE TABLE passages (id int PRIMARY KEY, state text, embedding vector(64))",
        "INSERT INTO passages SELECT i, CASE WHEN i % 6 = 0 THEN i::text ELSE 'live' END,"
            + " ARRAY(SELECT sin(i * j) FROM generate_series(1, 64) j)::vector"
            + " FROM generate_series(1, 6000) i",
        "CREATE INDEX passages_embedding ON passages USING hnsw (embedding vector_cosine_ops)",
        "CREATE INDEX passages_state ON passages (state)",
        "ANALYZE passages");
    WorkloadPlan plan =
        WorkloadPlan.read(Files.writeString(folder.resolve("workload.yaml"), WORKLOAD), TARGETS);
    SearchesOnServer searches =
        new SearchesOnServer(
            plan,
            TARGETS,
            folder,
            System::nanoTime,
            (name, questions) -> Embedders.named(name, "the test").open(questions));

    List<PlanAtK> plans = searches.plans(server.connector());
    assertThat(plans).hasSize(1);
    assertThat(plans.get(0).obstacle().orElseThrow().observed())
        .contains("indexes [passages_state]", "not through public.passages_embedding");
  }

  @Test
  void aTableSoSmallThatThePlannerReadsItWholeIsProposedWithoutItsIndex() throws Exception {
    server.execute(
        "CREATE TABLE few (id int PRIMARY KEY, embedding vector(3))",
        "INSERT INTO few SELECT i, ARRAY[i, 1, 2]::vector FROM generate_series(1, 500) i",
        "CREATE INDEX few_embedding ON few USING hnsw (embedding vector_l2_ops)",
        "CREATE TABLE none (id int PRIMARY KEY, embedding vector(3))",
        "CREATE INDEX none_embedding ON none USING hnsw (embedding vector_l2_ops)",
        "ANALYZE");
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      String yaml = ProposedWorkload.read(connection, server.connector(), TARGETS).yaml();
      assertThat(yaml)
          .contains("index: {none: the planner finds some 500 rows faster without it}")
          .contains("# public.few_embedding, once the table has grown")
          .contains("index: public.none_embedding");
    }
  }
}
