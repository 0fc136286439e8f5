package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.rag.embedding.Embedders;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchPace;
import dev.redline.vector.SearchSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Neighbours are found once for each version of the data, and no longer than they may take. */
@ExtendWith(SharedBareServer.class)
class ExactNeighboursTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();
  private static final String KNOWN = "known from before: the data has not changed";
  private static final int QUERIES = 6;

  @TempDir private Path folder;
  private BareServer server;
  private PlannedSearch planned;
  private List<SearchInput> queries;

  @BeforeEach
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA near",
        "CREATE TABLE near.doc (id int PRIMARY KEY, v vector(3))",
        "INSERT INTO near.doc SELECT n, ARRAY[n, n % 5, 1]::float8[]::vector"
            + " FROM generate_series(1, 200) n",
        "ANALYZE near.doc");
    String yaml =
        Files.readString(KnowledgeBase.SEARCHES)
            .replaceFirst(
                "(?s)searches:.*\\nanswers:",
                "searches: [{name: doc, table: near.doc, id: id, vector: v, distance: l2,"
                    + " index: {none: small}, k: [4]}]\nanswers:");
    Path file = Files.writeString(folder.resolve("workload.yaml"), yaml);
    planned = WorkloadPlan.read(file, TARGETS).search("doc");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA near CASCADE");
  }

  @Test
  void theyAreKnownUntilARowIsInserted() throws Exception {
    ExactNeighbours neighbours =
        new ExactNeighbours(folder.resolve("kept"), Duration.ofMinutes(1), System::nanoTime);
    ExactNeighbours.Found first = find(neighbours);
    assertThat(first.note()).isEmpty();
    assertThat(first.neighbours()).hasSize(QUERIES).allSatisfy(each -> assertThat(each).hasSize(4));
    assertThat(find(neighbours)).isEqualTo(new ExactNeighbours.Found(first.neighbours(), KNOWN));

    server.execute(
        "INSERT INTO near.doc SELECT id + 1000, v FROM near.doc",
        "SELECT pg_stat_force_next_flush()");
    ExactNeighbours.Found anew = find(neighbours);
    assertThat(anew.note()).isEmpty();
    assertThat(anew.neighbours()).isNotEqualTo(first.neighbours());
    assertThat(find(neighbours).note()).isEqualTo(KNOWN);
  }

  @Test
  void whatTakesLongerThanItMayEndsEarlyAndIsNotKept() throws Exception {
    AtomicLong nanos = new AtomicLong();
    Path kept = folder.resolve("kept");
    ExactNeighbours neighbours =
        new ExactNeighbours(
            kept, Duration.ofMillis(1), () -> nanos.getAndAdd(Duration.ofMillis(1).toNanos()));
    ExactNeighbours.Found found = find(neighbours);
    assertThat(found.neighbours()).hasSize(2);
    assertThat(found.note()).isEqualTo("exact_time of PT0.001S was up");
    assertThat(kept).doesNotExist();
  }

  private ExactNeighbours.Found find(ExactNeighbours neighbours) throws Exception {
    try (Connection control = server.connector().open(ApplicationName.CONTROL);
        SearchSession session =
            new SearchSession(
                server.connector().open(ApplicationName.EVALUATION),
                TARGETS.policy(),
                SearchPace.UNLIMITED)) {
      ServerSearch search = new SearchResolver(control).resolve(planned);
      if (queries == null) {
        queries =
            new QueryInputs(
                    control,
                    1070,
                    (name, questions) -> Embedders.named(name, "the test").open(questions))
                .of(search)
                .subList(0, QUERIES);
      }
      Optional<String> version = DataVersion.of(control, search, queries);
      return neighbours.of(session, search, queries, version);
    }
  }
}
