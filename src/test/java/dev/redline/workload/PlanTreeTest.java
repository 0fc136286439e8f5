package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.vector.SearchPlan;
import dev.redline.verdict.TreePair.Branch;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTreeTest {

  @Test
  void eachNodeNamesTheIndexOrTableThatItReads() {
    SearchPlan plan =
        SearchPlan.parse(
            """
            [{"Plan": {"Node Type": "Limit", "Plans": [{"Node Type": "Sort", "Plans": [
              {"Node Type": "Seq Scan", "Relation Name": "articles"},
              {"Node Type": "Index Scan", "Index Name": "a_hnsw", "Relation Name": "a"}]}]}}]
            """);

    assertThat(PlanTree.of(plan.explain()))
        .isEqualTo(
            new Branch(
                "Limit",
                List.of(
                    new Branch(
                        "Sort",
                        List.of(
                            new Branch("Seq Scan articles", List.of()),
                            new Branch("Index Scan a_hnsw", List.of()))))));
  }
}
