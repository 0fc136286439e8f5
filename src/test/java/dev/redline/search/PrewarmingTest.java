package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.rag.embedding.Embedders;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What searches read is loaded by pg_prewarm, where that is there. */
@ExtendWith(SharedBareServer.class)
class PrewarmingTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();

  @TempDir private Path folder;
  private BareServer server;

  @BeforeEach
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA cold",
        "CREATE SCHEMA loader",
        "CREATE TABLE cold.\"Ice Cubes\" (id int PRIMARY KEY, v vector(3))",
        "INSERT INTO cold.\"Ice Cubes\" SELECT n, ARRAY[n, 1, 2]::vector FROM generate_series(1, 200) n",
        "CREATE INDEX cubes ON cold.\"Ice Cubes\" USING hnsw (v vector_l2_ops)");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA cold CASCADE", "DROP SCHEMA loader CASCADE");
  }

  @Test
  void withTheExtensionTheIndexIsLoadedFirstAndThenItsTable() throws Exception {
    server.execute("CREATE EXTENSION pg_prewarm SCHEMA loader");
    List<String> loaded = searches().prewarm(server.connector());
    assertThat(loaded).hasSize(2);
    assertThat(loaded.get(0)).matches("cold\\.cubes: [1-9]\\d* blocks");
    assertThat(loaded.get(1)).matches("cold\\.\"Ice Cubes\": [1-9]\\d* blocks");
  }

  @Test
  void withoutItNothingIs() throws Exception {
    assertThat(searches().prewarm(server.connector())).isEmpty();
  }

  private SearchesOnServer searches() throws Exception {
    String file =
        Files.readString(Path.of("fixtures/demo/workload.yaml"))
            .replaceFirst(
                "(?s)  - name:.*?\n\n",
                "  - {name: ice, table: 'cold.\"Ice Cubes\"', id: id, vector: v, k: [2]}\n\n");
    return new SearchesOnServer(
        WorkloadPlan.read(Files.writeString(folder.resolve("workload.yaml"), file), TARGETS),
        TARGETS,
        folder,
        System::nanoTime,
        (name, questions) -> Embedders.named(name, "the test").open(questions));
  }
}
