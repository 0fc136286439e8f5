package dev.redline.phase.calibrate;

import dev.redline.phase.calibrate.Calibration.Scored;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Plot.Role;
import dev.redline.verdict.pairs.QuantileRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How often a slow-down is called one, by how large it is. */
final class CalibrationCurve {

  private CalibrationCurve() {}

  /** Of the kinds on which there was any verdict; nothing where there was none. */
  static List<Evidence> picture(List<Scored> scored) {
    List<Scored> judged = scored.stream().filter(each -> each.score().failed().of() > 0).toList();
    return judged.isEmpty()
        ? List.of()
        : List.of(Evidence.of("how often what was planted is found", of(judged)));
  }

  /** The share of verdicts with its interval, over the largest ratio that was planted. */
  static Plot of(List<Scored> scored) {
    List<Scored> bySize = new ArrayList<>(scored);
    bySize.sort(Comparator.comparingDouble(CalibrationCurve::size));
    Plot curve =
        new Plot(
            "How often searches are called slower, by how much slower they are",
            "largest of the ratios of p50, p95 and p99, new to old",
            "verdicts that call them slower, in %",
            List.of(
                line("share", Role.MEASURED, bySize, CalibrationCurve::share, true),
                line(
                    "lower end (95 %)",
                    Role.INTERVAL, bySize, each -> each.score().failed().low(), false),
                line(
                    "upper end (95 %)",
                    Role.INTERVAL, bySize, each -> each.score().failed().high(), false)));
    return curve.withLabels("planted");
  }

  private static Line line(
      String name, Role role, List<Scored> scored, ToDoubleFunction<Scored> share, boolean named) {
    return new Line(
        name,
        role,
        scored.stream()
            .map(
                each ->
                    new Point(size(each), 100 * share.applyAsDouble(each), named ? name(each) : ""))
            .toList());
  }

  private static double size(Scored scored) {
    return scored.ratios().stream().mapToDouble(QuantileRatio::ratio).max().orElse(1);
  }

  private static double share(Scored scored) {
    return (double) scored.score().failed().count() / scored.score().failed().of();
  }

  private static String name(Scored scored) {
    return scored.planted().replace('_', ' ');
  }
}
