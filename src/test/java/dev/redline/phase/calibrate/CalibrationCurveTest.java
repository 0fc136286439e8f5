package dev.redline.phase.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.calibrate.Calibration.Scored;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.pairs.QuantileRatio;
import dev.redline.verdict.pairs.Rate;
import dev.redline.verdict.pairs.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationCurveTest {

  @Test
  void theShareOfVerdictsStandsOverTheLargestRatioWithItsInterval() {
    Plot curve =
        CalibrationCurve.of(List.of(scored("ef_search_doubled", 1.4, 19), scored("nothing", 1, 0)));

    assertThat(curve.lines())
        .extracting(Line::name)
        .containsExactly("share", "lower end (95 %)", "upper end (95 %)");
    assertThat(curve.lines().get(0).points())
        .containsExactly(new Point(1, 0, "nothing"), new Point(1.4, 95, "ef search doubled"));
    assertThat(curve.lines().get(2).points().get(0).y()).isBetween(10.0, 20.0);
    assertThat(curve.table().columns()).startsWith("planted").hasSize(5);
    assertThat(curve.table().rows()).hasSize(2);
    assertThat(curve.table().rows().get(1)).startsWith("ef search doubled", "1.4", "95");
  }

  /** The time was too short for a single one, as beside other builds. */
  @Test
  void whereNoVerdictWasReachedThereIsNoPointAndWithoutAnyNoPicture() {
    Scored none = new Scored("nothing", false, List.of(), Trial.Score.of(List.of()));

    assertThat(none.score().passed().of()).isZero();
    assertThat(CalibrationCurve.picture(List.of(none))).isEmpty();
    assertThat(CalibrationCurve.picture(List.of(none, scored("tail", 3, 19)))).hasSize(1);
  }

  @Test
  void tooFewVerdictsTellNothing() {
    Scored none = new Scored("nothing", false, List.of(), Trial.Score.of(List.of()));

    assertThat(Calibration.enough(List.of(scored("tail", 3, 19))).passed()).isTrue();
    assertThat(Calibration.enough(List.of(none, scored("tail", 3, 19))))
        .extracting(Verdict::status, Verdict::observed)
        .containsExactly(Status.INCONCLUSIVE, "0 of nothing");
  }

  private static Scored scored(String planted, double ratio, int failed) {
    Rate of = new Rate(failed, 20);
    return new Scored(
        planted,
        failed > 0,
        List.of(
            new QuantileRatio(0.5, 1, 1, 0.99, 0.9, 1.1),
            new QuantileRatio(0.95, 1, ratio, ratio, 0.9, 1.5)),
        new Trial.Score(new Rate(20 - failed, 20), of, new Rate(0, 20), 1.0, Map.of()));
  }
}
