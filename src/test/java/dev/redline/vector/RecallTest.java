package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
    Recall recall = Recall.over(List.of(1.0, 0.5, 0.75));
    assertThat(recall.mean()).isEqualTo(0.75);
    assertThat(recall.worst()).isEqualTo(0.5);
    assertThat(recall.queries()).isEqualTo(3);
  }

  /** Wilson's interval for 9 of 10: 0.596 to 0.982. */
  @Test
  void theIntervalIsWilsons() {
    Recall recall = Recall.over(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0));
    assertThat(recall.low()).isCloseTo(0.5958, within(0.0005));
    assertThat(recall.high()).isCloseTo(0.9821, within(0.0005));
  }

  @Test
  void overNoQueryAtAllThereIsNoFigure() {
    assertThat(Recall.over(List.of()).mean()).isNaN();
  }

  @Test
  void aRowAsNearAsTheLastOfTheExactOnesIsAsGood() {
    List<Neighbour> exact = List.of(new Neighbour("a", 1), new Neighbour("b", 2));
    List<Neighbour> tied = List.of(new Neighbour("a", 1), new Neighbour("c", 2));
    List<Neighbour> farther = List.of(new Neighbour("a", 1), new Neighbour("c", 3));

    assertThat(Recall.of(tied, exact)).isEqualTo(1);
    assertThat(Recall.of(farther, exact)).isEqualTo(0.5);
  }

  private static List<Neighbour> rows(String... ids) {
    return Stream.of(ids).map(id -> new Neighbour(id, Double.NaN)).toList();
  }
}
