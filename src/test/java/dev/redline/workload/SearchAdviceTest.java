package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.search.MeasuredSearch;
import dev.redline.search.MeasuredSearch.AtK;
import dev.redline.search.SearchMethod;
import dev.redline.vector.Recall;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told to do about a bad search is about the index that it goes through. */
class SearchAdviceTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();
  private static final Path SEARCHES = Path.of("fixtures/servers/knowledge-base.yaml");
  private static final PlannedSearch EVENTS = WorkloadPlan.read(SEARCHES, TARGETS).search("events");

  @Test
  void anIvfflatSearchIsToldOfProbesAndOfItsOwnIterativeScan() {
    assertThat(advice(SearchMethod.IVFFLAT))
        .contains("raise ivfflat.probes", "ivfflat.iterative_scan: relaxed_order")
        .doesNotContain("hnsw");
  }

  @Test
  void anHnswSearchIsToldOfEfSearchAndIterativeScan() {
    assertThat(advice(SearchMethod.HNSW))
        .contains("raise hnsw.ef_search", "hnsw.iterative_scan")
        .doesNotContain("ivfflat");
  }

  @Test
  void anExactSearchIsToldOfNoIndexesSettings() {
    assertThat(advice(SearchMethod.EXACT))
        .contains("ask for fewer rows")
        .doesNotContain("hnsw", "ivfflat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | FAIL | required 8. Next
          rows: {at_least: 5, because: few are old} | FAIL | required at least 5 (because few are old). Next
          rows: {at_least: 4}                       | PASS | required at least 4
          """)
  void rowsAreAsManyAsTheFileSaysOrElseK(
      String key, Status status, String required, @TempDir Path folder) throws Exception {
    String events = "  - name: events\n";
    String yaml = Files.readString(SEARCHES).replace(events, events + "    " + key + "\n");
    Path file = Files.writeString(folder.resolve("workload.yaml"), yaml);

    Verdict rows =
        new SearchCheck(TARGETS)
            .judge(WorkloadPlan.read(file, TARGETS).search("events"), bad(SearchMethod.IVFFLAT))
            .get(2);

    assertThat(rows.status()).isEqualTo(status);
    assertThat(rows.toString())
        .contains("fewest rows returned by vector search at K=8, events: observed 4, " + required);
  }

  private static String advice(SearchMethod method) {
    return new SearchCheck(TARGETS)
        .judge(EVENTS, bad(method)).stream()
            .filter(verdict -> !verdict.passed())
            .map(Verdict::toString)
            .collect(Collectors.joining("\n"));
  }

  /** Slow, with half of the rows, and those the wrong ones. */
  private static MeasuredSearch bad(SearchMethod method) {
    SearchMeasurement measured =
        new SearchMeasurement(
            8,
            8,
            4,
            List.of(60_000.0, 60_000.0),
            new Recall(0.1, 0.1, 20, 0.1, 0.1),
            SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Result\"}}]"),
            List.of());
    return new MeasuredSearch(
        "events",
        "kb.events",
        1,
        1000,
        method,
        List.of(),
        new MeasuredSearch.ExactSample(20, 20, ""),
        Optional.empty(),
        List.of(new AtK(measured, List.of(), Optional.empty())));
  }
}
