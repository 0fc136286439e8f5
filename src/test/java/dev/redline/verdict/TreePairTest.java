package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.TreePair.Branch;
import dev.redline.verdict.TreePair.Drawn;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreePairTest {

  private static final Branch INDEX = new Branch("Index Scan a_hnsw", List.of());
  private static final Branch WHOLE = new Branch("Seq Scan a", List.of());

  @Test
  void aNodeThatTheOtherTreeLacksAtItsPlaceDiffersAndAllBelowIt() {
    TreePair pair = new TreePair("plan", limit(INDEX), limit(new Branch("Sort", List.of(WHOLE))));

    assertThat(pair.nodesBefore())
        .containsExactly(new Drawn("Limit", 0, false), new Drawn(INDEX.name(), 1, true));
    assertThat(pair.nodesAfter())
        .containsExactly(
            new Drawn("Limit", 0, false),
            new Drawn("Sort", 1, true),
            new Drawn("Seq Scan a", 2, true));
    assertThat(pair.table().rows())
        .contains(List.of("after", "2", "Seq Scan a", "≠"), List.of("before", "0", "Limit", ""));
  }

  @Test
  void equalTreesHaveNothingThatDiffers() {
    TreePair pair = new TreePair("plan", limit(INDEX, WHOLE), limit(INDEX, WHOLE));

    assertThat(pair.same()).isTrue();
    assertThat(pair.nodesAfter()).noneMatch(Drawn::differs);
  }

  @Test
  void aBranchThatWasAddedDiffersAlone() {
    TreePair pair = new TreePair("plan", limit(INDEX), limit(INDEX, WHOLE));

    assertThat(pair.nodesAfter())
        .filteredOn(Drawn::differs)
        .extracting(Drawn::name)
        .containsExactly("Seq Scan a");
  }

  private static Branch limit(Branch... below) {
    return new Branch("Limit", List.of(below));
  }
}
