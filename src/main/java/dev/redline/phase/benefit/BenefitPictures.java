package dev.redline.phase.benefit;

import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.workload.capacity.CapacityAt;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured, as a reviewer sees it. */
final class BenefitPictures {

  private BenefitPictures() {}

  /** Searches a second over the number of clients. */
  static Plot capacity(List<CapacityAt> all) {
    return new Plot(
        "Searches a second, from one client to the knee",
        "clients",
        "searches a second",
        List.of(
            line("before", all, CapacityAt::oldPerSecond),
            line("after", all, CapacityAt::changedPerSecond)));
  }

  private static Line line(
      String name, List<CapacityAt> all, ToDoubleFunction<CapacityAt> perSecond) {
    return new Line(
        name,
        all.stream().map(at -> new Point(at.clients(), perSecond.applyAsDouble(at), "")).toList());
  }
}
