package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server of somebody's is measured with their own searches, and by nothing else. */
@ExtendWith(StageTrials.class)
class YourWorkloadTest {

  private static final String SEARCHES =
      "Vector searches on the server as it is meet p95, recall and rows at every K, on the index";
  private static final String WORKLOAD =
      "What a server of yours is measured with is there, or proposed from its catalog";
  private static final String FILE =
      """
      searches:
        - name: articles
          table: kb.articles
          id: id
          vector: embedding
          distance: cosine
          index: kb.articles_embedding_hnsw
          k: [8]
          set: {hnsw.ef_search: 20}
        - name: events
          table: kb.events
          id: [month, id]
          vector: embedding
          distance: l2
          k: [8]
          set: {ivfflat.probes: 4}
      answers: {none: nobody has named cases yet}
      load:
        statement_timeout: 10s
        searches_per_second: 2000
        lock_waits: {at_most: 5}
        replication_lag: {at_most: 30s}
        active_sessions: {at_most: 50}
        search_time: {at_most: 5s}
        exact_queries: 10
        exact_time: 60s
      """;

  private StageTrial trial;

  @BeforeEach
  void takeCopy(StageTrial copy) {
    trial = copy;
  }

  @Tag("long")
  @Test
  void theOwnIndexDroppedOrOnAnotherOperatorClassIsFoundAndNamed() throws Exception {
    try (Target server = trial.open();
        Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE probe_vectors, document_chunks, demo_content");
      statement.execute(Files.readString(Path.of("fixtures/servers/knowledge-base.sql")));
      trial.environment("DATABASE_URL", trial.url("redline"));

      assertThat(trial.property("accept", "workload").run().failed()).isEmpty();
      assertThat(Files.readString(trial.plan("workload.yaml"))).contains("kb.articles");
      trial.withoutProperty("accept");

      trial.write("workload.yaml", FILE);
      assertThat(trial.run("Latency").failed()).isEmpty();
      GateOutcomes redLines = trial.run("RedLine");
      assertThat(redLines.failed()).isEmpty();

      statement.execute("DROP INDEX kb.articles_embedding_hnsw");
      GateOutcomes dropped = trial.run("Latency");
      assertThat(dropped.failed()).containsOnlyKeys(SEARCHES);
      assertThat(dropped.message())
          .contains("FAIL: plan of vector search at K=8, articles", "read whole [articles]")
          .contains("not through kb.articles_embedding_hnsw")
          .doesNotContain("plan of vector search at K=8, events");

      statement.execute(
          "CREATE INDEX articles_embedding_hnsw ON kb.articles USING hnsw (embedding"
              + " vector_l2_ops)");
      assertThat(trial.run("Latency").message())
          .contains("kb.articles_embedding_hnsw is for vector_l2_ops (<->)", "goes by <=>");

      statement.execute("DROP TABLE kb.articles CASCADE");
      GateOutcomes gone = trial.run();
      assertThat(gone.failed()).containsOnlyKeys(WORKLOAD);
      assertThat(gone.message()).contains("there is no table or view kb.articles");
    }
  }

  @Test
  void measuringStopsWhenOthersWait() throws Exception {
    try (Target server = trial.open();
        Connection holder = trial.connect();
        Connection waiter = trial.connect();
        Statement hold = holder.createStatement()) {
      trial.environment("DATABASE_URL", trial.url("redline"));
      trial.write(
          "workload.yaml",
          Files.readString(Path.of("fixtures/demo/workload.yaml"))
              .replace("lock_waits: {at_most: 1000}", "lock_waits: {at_most: 0}"));
      holder.setAutoCommit(false);
      hold.execute("LOCK TABLE demo_content");
      Thread waiting = new Thread(() -> waitFor(waiter));
      waiting.start();
      assertThat(trial.run("Latency").message())
          .contains("INCONCLUSIVE: searches", "sessions that wait for a lock: observed 1")
          .contains("required at most 0");
      holder.rollback();
      waiting.join();
    }
  }

  private static void waitFor(Connection waiter) {
    try (Statement statement = waiter.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE demo_content; ROLLBACK");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
