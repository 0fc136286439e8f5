package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SearchMeasurementTest {

  /** Three significant digits. */
  private static final Percentage PRECISION = withPercentage(0.1);

  @Test
  void percentilesAreThoseOfTheTimedSearchesWhateverTheirOrder() {
    List<Double> millis =
        new ArrayList<>(IntStream.rangeClosed(1, 200).mapToObj(i -> i / 100.0).toList());
    Collections.shuffle(millis, new Random(1));
    SearchMeasurement measurement = of(millis);

    assertThat(measurement.p50()).isCloseTo(1.00, PRECISION);
    assertThat(measurement.p95()).isCloseTo(1.90, PRECISION);
  }

  @Test
  void aTimeIsNotRoundedOverItsLimit() {
    assertThat(of(Collections.nCopies(300, 199.95)).p95()).isEqualTo(199.95);
  }

  @Test
  void aSearchOfMinutesIsNotCutOff() {
    assertThat(of(List.of(300_000.0)).p50()).isCloseTo(300_000.0, PRECISION);
  }

  private static SearchMeasurement of(List<Double> millis) {
    return new SearchMeasurement(
        16,
        16,
        16,
        millis,
        Recall.over(List.of(1.0)),
        SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Result\"}}]"),
        List.of());
  }
}
