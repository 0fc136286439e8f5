package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.search.MeasuredSearch;
import dev.redline.search.MeasuredSearch.AtK;
import dev.redline.search.MeasuredSearch.ExactSample;
import dev.redline.vector.Recall;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stage whose searches miss their index before anything is changed is not begun. */
class SearchesOnTheirIndexesTest {

  @Test
  void aSearchThatReadsItsTableWholeIsNamedWithTheWayOut() {
    Verdict verdict = SearchCheck.onTheirIndexes(measured(Optional.of("read whole [articles]")));
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.toString())
        .contains("vector search at K=8, articles: read whole [articles]", "index: {none: why}");
  }

  @Test
  void aSearchThroughItsIndexPasses() {
    assertThat(SearchCheck.onTheirIndexes(measured(Optional.empty())).passed()).isTrue();
  }

  private static SearchMeasurements measured(Optional<String> obstacle) {
    SearchPlan plan = SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Result\"}}]");
    SearchMeasurement at8 =
        new SearchMeasurement(8, 8, 8, List.of(1.0), new Recall(1, 1, 1, 0.2, 1), plan, List.of());
    return new SearchMeasurements(
        List.of(
            new MeasuredSearch(
                "articles",
                "kb.articles",
                1,
                500,
                List.of(),
                new ExactSample(1, 1, ""),
                Optional.empty(),
                List.of(new AtK(at8, List.of(), obstacle)))),
        List.of());
  }
}
