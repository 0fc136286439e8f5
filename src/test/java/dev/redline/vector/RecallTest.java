package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecallTest {

  @Test
  void allExactNeighboursFoundIsOneInWhateverOrder() {
    assertThat(Recall.of(rows("c", "a", "b"), rows("a", "b", "c"))).isEqualTo(1);
  }

  @Test
  void itIsTheShareOfTheExactNeighboursThatWereFound() {
    assertThat(Recall.of(rows("a", "x", "c", "y"), rows("a", "b", "c", "d"))).isEqualTo(0.5);
  }

  @Test
  void fewerRowsThanWantedCountAsMissed() {
    assertThat(Recall.of(rows("a"), rows("a", "b", "c", "d"))).isEqualTo(0.25);
  }

  @Test
  void aRowThatIsFoundTwiceCountsOnce() {
    assertThat(Recall.of(rows("a", "a", "a", "a"), rows("a", "b", "c", "d"))).isEqualTo(0.25);
  }

  @Test
  void rowsAreToldApartByTheirIdAlone() {
    List<Neighbour> found = List.of(new Neighbour("a", 0.25));

    assertThat(Recall.of(found, List.of(new Neighbour("a", 0.2500001)))).isEqualTo(1);
  }

  @Test
  void withoutExactNeighboursThereIsNoFigure() {
    assertThat(Recall.of(rows(), rows())).isNaN();
  }

  @Test
  void overSeveralQueriesItHasAMeanAndAWorst() {
    assertThat(Recall.over(List.of(1.0, 0.5, 0.75))).isEqualTo(new Recall(0.75, 0.5));
  }

  @Test
  void overNoQueryAtAllItIsRefused() {
    assertThatThrownBy(() -> Recall.over(List.of())).isInstanceOf(NoSuchElementException.class);
  }

  private static List<Neighbour> rows(String... ids) {
    return Stream.of(ids).map(id -> new Neighbour(id, 0.1)).toList();
  }
}
