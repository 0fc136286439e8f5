package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.workload.RelationName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An index that nobody uses is named once the statistics have counted long enough. */
class IndexFindingsTest {

  @Test
  void anIndexThatWasNeverScannedIsToBeDropped() {
    assertThat(findings(0, true))
        .singleElement()
        .hasToString("kb.idle was never used: DROP INDEX CONCURRENTLY \"kb\".\"idle\"");
  }

  @Test
  void oneScanIsUse() {
    assertThat(findings(1, true)).isEmpty();
  }

  @Test
  void statisticsThatHaveJustBegunSayNothing() {
    assertThat(findings(0, false)).isEmpty();
  }

  private static List<IndexFinding> findings(long scans, boolean counted) {
    RelationName name = new RelationName("kb", "idle");
    CatalogIndex index =
        new CatalogIndex(
            name,
            new RelationName("kb", "articles"),
            "hnsw",
            "embedding",
            "vector",
            "vector(16)",
            16,
            "vector_cosine_ops",
            "<=>",
            "public",
            "",
            name,
            true,
            scans,
            1000,
            72,
            8192,
            List.of());
    return new IndexFindings(List.of(index), Map.of(), counted).all();
  }
}
