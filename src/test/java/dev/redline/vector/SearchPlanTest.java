package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchPlanTest {

  @Test
  void anIndexScanBelowTheLimitIsFound() {
    SearchPlan plan =
        SearchPlan.parse(
            """
            [{"Plan": {"Node Type": "Limit", "Plans": [
              {"Node Type": "Index Scan", "Index Name": "probe_vectors_embedding_hnsw",
               "Relation Name": "probe_vectors"}]}, "Execution Time": 0.4}]
            """);

    assertThat(plan.indexes()).containsExactly("probe_vectors_embedding_hnsw");
    assertThat(plan.sequentialScans()).isEmpty();
  }

  @Test
  void aSequentialScanBelowSortAndLimitIsFound() {
    SearchPlan plan =
        SearchPlan.parse(
            """
            [{"Plan": {"Node Type": "Limit", "Plans": [{"Node Type": "Sort", "Plans": [
              {"Node Type": "Seq Scan", "Relation Name": "probe_vectors"}]}]}}]
            """);

    assertThat(plan.sequentialScans()).containsExactly("probe_vectors");
    assertThat(plan.indexes()).isEmpty();
  }

  @Test
  void aScanThatIsTheWholePlanIsFound() {
    SearchPlan plan =
        SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Relation Name\": \"t\"}}]");

    assertThat(plan.sequentialScans()).containsExactly("t");
  }

  @Test
  void scansAreListedFromTheTopOfThePlanDown() {
    SearchPlan plan =
        SearchPlan.parse(
            """
            [{"Plan": {"Node Type": "Nested Loop", "Plans": [
              {"Node Type": "Bitmap Heap Scan", "Relation Name": "t", "Plans": [
                {"Node Type": "Bitmap Index Scan", "Index Name": "first"}]},
              {"Node Type": "Index Only Scan", "Index Name": "second"},
              {"Node Type": "Parallel Seq Scan", "Relation Name": "u"}]}}]
            """);

    assertThat(plan.indexes()).containsExactly("first", "second");
    assertThat(plan.sequentialScans()).containsExactly("u");
  }

  @Test
  void thePlanIsKeptAsTheServerPrintedIt() {
    SearchPlan plan =
        SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Result\"}, \"Execution Time\": 0.4}]");

    assertThat(plan.explain().path(0).path("Execution Time").asDouble()).isEqualTo(0.4);
  }
}
