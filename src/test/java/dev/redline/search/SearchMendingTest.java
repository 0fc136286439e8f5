package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.trial.BareServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements of a message mend a search of whatever kind. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchMendingTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();
  private static final WorkloadPlan ALL = WorkloadPlan.read(KnowledgeBase.SEARCHES, TARGETS);

  @TempDir private Path kept;
  private BareServer server;
  private SearchesOnServer searches;

  @BeforeAll
  void start() throws Exception {
    server = KnowledgeBase.start();
    searches =
        new SearchesOnServer(
            ALL,
            TARGETS,
            kept,
            System::nanoTime,
            (name, questions) -> {
              throw new IllegalStateException("nobody asks questions here");
            });
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  static List<PlannedSearch> throughAnIndex() {
    return ALL.searches().stream()
        .filter(search -> search.index().exactBecause().isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("throughAnIndex")
  void anIndexThatWasDroppedIsMadeAgain(PlannedSearch planned) throws Exception {
    assertThat(obstacle(planned)).isEmpty();
    for (ColumnIndex index : resolved(planned).indexes()) {
      if (index
          .relation()
          .equals(planned.table().orElseThrow())) { // those of partitions go with it
        server.execute("DROP INDEX " + index.name().sql());
      }
    }
    mend(planned);
    assertThat(obstacle(planned)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("throughAnIndex")
  void anInvalidIndexIsBuiltAgain(PlannedSearch planned) throws Exception {
    List<ColumnIndex> indexes = resolved(planned).indexes();
    for (ColumnIndex index : indexes) {
      server.execute(
          "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '%s'::regclass"
              .formatted(index.name().sql()));
    }
    mend(planned);
    assertThat(obstacle(planned)).isEmpty();
  }

  private void mend(PlannedSearch planned) throws Exception {
    PlanObstacle found = obstacle(planned).orElseThrow();
    for (String statement : found.mend().split("; ")) {
      server.execute(statement);
    }
  }

  private ServerSearch resolved(PlannedSearch planned) throws Exception {
    return searches.resolved(server.connector(), planned);
  }

  private Optional<PlanObstacle> obstacle(PlannedSearch planned) throws Exception {
    return searches.plans(server.connector()).stream()
        .filter(plan -> plan.search().equals(planned.name()))
        .flatMap(plan -> plan.obstacle().stream())
        .findFirst();
  }
}
