package dev.redline.record;

import dev.redline.record.FigureHistory.Run;
import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import dev.redline.verdict.Picture;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures over runs, those of one unit on one axis. */
final class FigureTrend {

  private static final int RUNS = 12;

  /** More series than colours nobody tells apart. */
  private static final int SERIES = 6;

  private static final Pattern FIGURE = Pattern.compile("(-?\\d+(?:\\.\\d+)?) ?([A-Za-z%µ]*).*");
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private FigureTrend() {}

  private record Value(double value, String unit) {}

  /**
   * @param runs the newest last, each on the same server
   * @param names of figures of the newest
   */
  static List<Picture> of(String phase, List<Run> runs, List<String> names) {
    Map<String, List<String>> byUnit = new LinkedHashMap<>();
    Run newest = runs.get(runs.size() - 1);
    for (String name : names) {
      value(newest, name)
          .ifPresent(
              value -> byUnit.computeIfAbsent(value.unit(), unit -> new ArrayList<>()).add(name));
    }
    List<Picture> trends = new ArrayList<>();
    byUnit.forEach(
        (unit, all) -> {
          List<String> shown = all.subList(0, Math.min(SERIES, all.size()));
          List<Run> complete = complete(runs, unit, shown);
          if (complete.size() > 1 && !allZero(complete, shown)) {
            trends.add(bars(phase, unit, shown, complete));
          }
        });
    return trends;
  }

  /** Nothing would be seen in the picture. */
  private static boolean allZero(List<Run> runs, List<String> names) {
    return runs.stream()
        .allMatch(
            run -> names.stream().allMatch(name -> value(run, name).orElseThrow().value() == 0));
  }

  /** The last runs that have all these figures. */
  private static List<Run> complete(List<Run> runs, String unit, List<String> names) {
    List<Run> complete =
        runs.stream()
            .filter(
                run ->
                    names.stream()
                        .allMatch(
                            name ->
                                value(run, name)
                                    .filter(value -> value.unit().equals(unit))
                                    .isPresent()))
            .toList();
    return complete.subList(Math.max(0, complete.size() - RUNS), complete.size());
  }

  private static Bars bars(String phase, String unit, List<String> names, List<Run> runs) {
    String axis = unit.isEmpty() ? "ratio or score" : unit;
    return new Bars(
        "Over the last %d runs on this server: figures of %s, in %s"
            .formatted(runs.size(), phase, axis),
        "run, by when it began (UTC)",
        axis,
        Layout.BESIDE,
        AxisScale.LINEAR,
        runs.stream().map(run -> WHEN.format(run.started())).toList(),
        names.stream()
            .map(
                name ->
                    new Series(
                        name.substring(phase.length() + 2),
                        runs.stream().map(run -> value(run, name).orElseThrow().value()).toList()))
            .toList());
  }

  private static Optional<Value> value(Run run, String name) {
    Matcher figure = FIGURE.matcher(run.figures().getOrDefault(name, ""));
    return figure.matches()
        ? Optional.of(new Value(Double.parseDouble(figure.group(1)), figure.group(2)))
        : Optional.empty();
  }
}
