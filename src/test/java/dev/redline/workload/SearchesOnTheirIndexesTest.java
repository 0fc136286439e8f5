package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.search.PlanAtK;
import dev.redline.search.PlanObstacle;
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
    Verdict verdict =
        SearchCheck.onTheirIndexes(
            planned(Optional.of(new PlanObstacle("read whole [articles]", "ANALYZE kb.articles"))));
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.toString())
        .contains("vector search at K=8, articles: read whole [articles]", "index: {none: why}")
        .contains("Next: ANALYZE kb.articles;");
  }

  @Test
  void aSearchThroughItsIndexPasses() {
    assertThat(SearchCheck.onTheirIndexes(planned(Optional.empty())).passed()).isTrue();
  }

  private static List<PlanAtK> planned(Optional<PlanObstacle> obstacle) {
    SearchPlan plan = SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Result\"}}]");
    return List.of(new PlanAtK("articles", 8, plan, obstacle));
  }
}
