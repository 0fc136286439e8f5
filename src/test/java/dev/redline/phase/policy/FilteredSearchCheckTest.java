package dev.redline.phase.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.FilteredTarget;
import dev.redline.plan.Plan;
import dev.redline.search.SearchMethod;
import dev.redline.vector.Recall;
import dev.redline.vector.SearchChoice;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.Selectivity;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a person is told to do about a search behind a filter is about how it was searched. */
class FilteredSearchCheckTest {

  @Test
  void anIvfflatSearchIsToldOfProbes() {
    assertThat(advice(SearchMethod.IVFFLAT, SearchChoice.Method.INDEX))
        .contains("raise ivfflat.probes", "ivfflat.iterative_scan: relaxed_order")
        .doesNotContain("hnsw", "above_ef_search");
  }

  @Test
  void anHnswSearchIsToldOfThePolicy() {
    assertThat(advice(SearchMethod.HNSW, SearchChoice.Method.INDEX))
        .contains("hnsw.iterative_scan", "or lower above_ef_search")
        .doesNotContain("ivfflat");
  }

  @Test
  void aSearchThatReadsEveryRowIsToldOfNoIndexesSettings() {
    assertThat(advice(SearchMethod.HNSW, SearchChoice.Method.EXACT))
        .contains("ask for fewer rows", "an index on what is filtered by")
        .doesNotContain("hnsw", "ivfflat");
  }

  private static String advice(SearchMethod method, SearchChoice.Method chosen) {
    FilteredTarget target = Plan.load(Path.of("gates")).queryPolicy().searches().get(0);
    SearchPlan plan = SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Result\"}}]");
    SearchMeasurement bad =
        new SearchMeasurement(
            8, 8, 1, List.of(60_000.0, 60_000.0), new Recall(0, 0, 20, 0, 0), plan, List.of());
    FilteredMeasurement measured =
        new FilteredMeasurement(
            "docs",
            target,
            new Selectivity(Math.round(1e6 * target.selectivity()), 1_000_000),
            method,
            new SearchChoice(chosen, "chosen"),
            bad,
            plan,
            Optional.empty());
    return new FilteredSearchCheck(0.5, List.of())
        .judge(measured).stream()
            .filter(verdict -> !verdict.passed())
            .map(Verdict::toString)
            .collect(Collectors.joining("\n"));
  }
}
