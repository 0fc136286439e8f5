package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.rag.embedding.Embedders;
import dev.redline.trial.BareServer;
import dev.redline.vector.IndexSearch;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPace;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.SearchProbe;
import dev.redline.vector.SearchSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type, distance and method of pgvector's, searched on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchCases {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();

  private BareServer server;

  /** One that has the database of fixtures/servers/knowledge-base.sql. */
  void on(BareServer filled) {
    server = filled;
  }

  static List<PlannedSearch> searches() {
    return WorkloadPlan.read(KnowledgeBase.SEARCHES, TARGETS).searches();
  }

  @ParameterizedTest
  @MethodSource("searches")
  void findsNearlyAllThroughItsIndex(PlannedSearch planned) throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        SearchSession session =
            new SearchSession(
                server.connector().open(ApplicationName.EVALUATION),
                TARGETS.policy(),
                SearchPace.UNLIMITED)) {
      ServerSearch search = new SearchResolver(connection).resolve(planned);
      List<SearchInput> inputs =
          new QueryInputs(
                  connection,
                  1070,
                  (name, questions) -> Embedders.named(name, "the test").open(questions))
              .of(search)
              .subList(0, 20);
      SearchProbe probe =
          new SearchProbe(new IndexSearch(session, search.rows()), inputs, System::nanoTime);
      SearchMeasurement measured =
          probe.measure(8, 20, session.exactNeighbours(search.rows(), inputs, 8));

      assertThat(measured.fewestRows()).isEqualTo(8);
      assertThat(measured.recall().mean()).isBetween(0.8, 1.0);
      assertThat(PlanOfSearch.read(measured.plan(), search).obstacle()).isEmpty();
      assertThat(PlanOfSearch.read(measured.plan(), search).vectorIndexes().isEmpty())
          .isEqualTo(planned.index().exactBecause().isPresent());
      SearchPlan exact = session.explainExact(search.rows(), inputs.get(0), 8);
      assertThat(PlanOfSearch.read(exact, search).vectorIndexes()).isEmpty();
    }
  }
}
