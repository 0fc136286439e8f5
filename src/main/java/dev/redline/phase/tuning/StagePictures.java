package dev.redline.phase.tuning;

import dev.redline.change.TakesEffect;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.Amount;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.search.MeasuredSearch.AtK;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchTimes;
import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Planned;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Plot.Role;
import dev.redline.workload.SearchMeasurements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a stage plans and measures, as a reviewer sees it. */
final class StagePictures {

  private static final double GIB = 1L << 30;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Percentiles at which a distribution is drawn. */
  private static final List<Integer> SHARES = List.of(1, 10, 25, 50, 75, 90, 95, 99, 100);

  private StagePictures() {}

  /** The planned settings beside what they are now. */
  static Planned planned(DryRun dryRun, List<PlannedSetting> settings) {
    return new Planned(dryRun.steps().stream().map(step -> value(step, settings)).toList());
  }

  private static Planned.Value value(DryRun.Step step, List<PlannedSetting> settings) {
    String when = step.takesEffect() == TakesEffect.ON_RESTART ? "restart" : "reload";
    return new Planned.Value(
        step.setting(),
        Optional.ofNullable(step.from()),
        step.to(),
        step.changes(),
        when + "; " + step.scaling(),
        settings.stream()
            .filter(setting -> setting.name().equals(step.setting()))
            .findFirst()
            .flatMap(PlannedSetting::because));
  }

  /** Planned values divided by what is there; empty if no setting is an amount. */
  static List<Evidence> ratios(DryRun dryRun) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    dryRun.steps().forEach(step -> ratio(step).ifPresent(by -> ratios.put(step.setting(), by)));
    return ratios.isEmpty()
        ? List.of()
        : List.of(Evidence.of("planned to present", bars(dryRun.stage(), ratios)));
  }

  private static Bars bars(String stage, Map<String, Double> ratios) {
    return new Bars(
        "What stage %s plans, divided by what is there".formatted(stage),
        "setting",
        "times",
        Layout.BESIDE,
        AxisScale.LINEAR,
        List.copyOf(ratios.keySet()),
        List.of(new Series("planned / before", List.copyOf(ratios.values()))));
  }

  /** Nothing is said of what is off, such as 0 or -1. */
  private static Optional<Double> ratio(DryRun.Step step) {
    return amount(step.from())
        .flatMap(
            from ->
                amount(step.to())
                    .filter(to -> to.dimension() == from.dimension())
                    .map(to -> to.value().doubleValue() / from.value().doubleValue()));
  }

  private static Optional<Amount> amount(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .map(value -> Amount.of(value, value.replaceAll("[^A-Za-z]", "")))
          .filter(amount -> amount.value().signum() > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the server may take at worst, before and as planned, beside what the host has. */
  static Bars memory(MemoryBudget before, MemoryBudget planned) {
    double host = planned.host().map(bytes -> bytes / GIB).orElse(0.0);
    return new Bars(
        "Memory at worst",
        "server",
        "GB",
        Layout.STACKED,
        AxisScale.LINEAR,
        List.of("before", "planned", "host"),
        List.of(
            part("shared_buffers", before.sharedBuffers(), planned.sharedBuffers(), 0),
            part("sessions (work_mem)", before.sessions(), planned.sessions(), 0),
            part("maintenance", before.maintenance(), planned.maintenance(), 0),
            part("memory of the host", 0, 0, host)));
  }

  private static Series part(String name, long before, long planned, double host) {
    return new Series(name, List.of(before / GIB, planned / GIB, host));
  }

  /** One picture for each search and k: how long it took, before and after, and the target. */
  static List<Evidence> latency(
      SearchMeasurements before, SearchMeasurements after, List<SearchTarget> targets) {
    return after.searches().stream()
        .flatMap(
            search ->
                search.byK().stream()
                    .flatMap(
                        at ->
                            before.of(search.search()).at(at.k()).stream()
                                .map(was -> latency(search.search(), was, at, targets))))
        .map(plot -> Evidence.of(plot.title(), plot))
        .toList();
  }

  private static Plot latency(String search, AtK before, AtK after, List<SearchTarget> targets) {
    Stream<Line> limit =
        targets.stream()
            .filter(target -> target.k() == after.k())
            .map(target -> limit(target.p95().limit().toNanos() / NANOS_PER_MILLI));
    return new Plot(
        "Latency of search %s at K=%d".formatted(search, after.k()),
        "share of searches, in %",
        "took at most, in ms",
        AxisScale.LOGARITHMIC,
        Stream.concat(
                Stream.of(line("before", before.measured()), line("after", after.measured())),
                limit)
            .toList());
  }

  private static Line limit(double millis) {
    return new Line(
        String.format(Locale.ROOT, "target: p95 at most %.0f ms", millis),
        Role.LIMIT,
        List.of(new Point(1, millis, ""), new Point(100, millis, "")));
  }

  private static Line line(String name, SearchMeasurement searches) {
    return new Line(
        name,
        SHARES.stream().map(share -> new Point(share, at(searches.millis(), share), "")).toList());
  }

  private static double at(List<Double> millis, int share) {
    return SearchTimes.quantile(millis, share / 100.0);
  }
}
