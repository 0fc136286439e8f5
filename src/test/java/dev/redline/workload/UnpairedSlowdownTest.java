package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.vector.Recall;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.verdict.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Searches before and after a change, minutes apart, on a machine that others use, too. */
class UnpairedSlowdownTest {

  private static final double QUIET = 3;

  private final SearchCheck check = new SearchCheck(Plan.load(Path.of("gates")).latency());

  @Test
  void aMachineThatWasBusyOnlyAfterTheChangeIsNoSlowdown() {
    assertThat(status(measured(12, QUIET), measured(150, 10 * QUIET)))
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void aMachineThatWasBusyOnlyBeforeTheChangeHidesNoSlowdown() {
    assertThat(status(measured(120, 10 * QUIET), measured(120, QUIET)))
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void aSlowdownIsFoundWhereTheControlTookAsLongAsBefore() {
    assertThat(status(measured(12, QUIET), measured(150, QUIET))).isEqualTo(Status.FAIL);
  }

  @Test
  void equalTimesPassOnAQuietMachineAndWithoutAControl() {
    assertThat(status(measured(12, QUIET), measured(12, QUIET))).isEqualTo(Status.PASS);
    assertThat(status(without(measured(12, QUIET)), measured(12, QUIET))).isEqualTo(Status.PASS);
  }

  @Test
  void theControlIsNamedInTheVerdict() {
    assertThat(check.slowdown("docs", measured(12, QUIET), measured(12, QUIET)).observed())
        .contains("one after the other; a control beside them 1.");
  }

  private Status status(SearchMeasurement before, SearchMeasurement after) {
    return check.slowdown("docs", before, after).status();
  }

  private static SearchMeasurement measured(double millis, double control) {
    return of(times(millis, 300, 1), times(control, 150, 2));
  }

  private static SearchMeasurement without(SearchMeasurement measurement) {
    return of(measurement.millis(), List.of());
  }

  private static SearchMeasurement of(List<Double> millis, List<Double> control) {
    SearchPlan plan = SearchPlan.parse("[{\"Plan\": {\"Node Type\": \"Result\"}}]");
    return new SearchMeasurement(16, 16, 16, millis, new Recall(1, 1, 1, 0.2, 1), plan, control);
  }

  /** Within a tenth of {@code millis}. */
  private static List<Double> times(double millis, int count, long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> millis * (1 + random.nextDouble() / 10)).limit(count).toList();
  }
}
