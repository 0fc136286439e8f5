package dev.redline.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {

  @Test
  void everyGoldPassageAtTheTopIsPerfect() {
    assertThat(RetrievalMetrics.of(List.of("b", "a", "x"), Set.of("a", "b"), 3))
        .isEqualTo(new RetrievalMetrics(1, 1, 1, 1));
  }

  @Test
  void noGoldPassageAmongTheFirstKIsNothing() {
    assertThat(RetrievalMetrics.of(List.of("x", "y", "a"), Set.of("a"), 2))
        .isEqualTo(new RetrievalMetrics(0, 0, 0, 0));
    assertThat(RetrievalMetrics.of(List.of(), Set.of("a"), 8))
        .isEqualTo(new RetrievalMetrics(0, 0, 0, 0));
  }

  /** By hand: gains at ranks 2 and 4, ideal at ranks 1 and 2 and 3. */
  @Test
  void ranksAreDiscountedByTheirLogarithm() {
    RetrievalMetrics metrics =
        RetrievalMetrics.of(List.of("x", "a", "y", "b", "z"), Set.of("a", "b", "c"), 5);

    assertThat(metrics.hit()).isEqualTo(1);
    assertThat(metrics.recall()).isEqualTo(2.0 / 3, within(1e-15));
    assertThat(metrics.reciprocalRank()).isEqualTo(0.5);
    assertThat(metrics.ndcg()).isEqualTo(0.4981892575, within(1e-10));
  }

  @Test
  void moreGoldPassagesThanKCanStillBePerfect() {
    RetrievalMetrics metrics = RetrievalMetrics.of(List.of("a", "b"), Set.of("a", "b", "c"), 2);

    assertThat(metrics.ndcg()).isEqualTo(1);
    assertThat(metrics.recall()).isEqualTo(2.0 / 3, within(1e-15));
  }

  @Test
  void aPassageFoundTwiceCountsOnce() {
    RetrievalMetrics metrics = RetrievalMetrics.of(List.of("a", "a"), Set.of("a", "b"), 2);

    assertThat(metrics.recall()).isEqualTo(0.5);
    assertThat(metrics.ndcg()).isEqualTo(0.6131471928, within(1e-10));
  }

  @Test
  void theMeanOverQuestionsIsTakenOfEachMetric() {
    assertThat(
            RetrievalMetrics.mean(
                List.of(new RetrievalMetrics(1, 1, 1, 1), new RetrievalMetrics(0, 0, 0, 0))))
        .isEqualTo(new RetrievalMetrics(0.5, 0.5, 0.5, 0.5));
    assertThat(RetrievalMetrics.mean(List.of()).ndcg()).isNaN();
  }

  @Test
  void aQuestionWithoutGoldPassageHasNoMetrics() {
    assertThatThrownBy(() -> RetrievalMetrics.of(List.of("a"), Set.of(), 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gold passage");
  }
}
