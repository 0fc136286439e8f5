package dev.redline.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Figures to be drawn as bars.
 *
 * @param groups what stands below the bars, at least one, each once
 * @param yTitle with the unit
 * @param series in the order of the legend, each with a figure for every group
 */
public record Bars(
    String title,
    String xTitle,
    String yTitle,
    Layout layout,
    AxisScale yScale,
    List<String> groups,
    List<Series> series)
    implements Picture {

  /** Where the bars of one group stand. */
  public enum Layout {
    BESIDE,
    STACKED
  }

  /**
   * Bars of one colour.
   *
   * @param values in the order of the groups
   */
  public record Series(String name, List<Double> values) {

    public Series {
      values = List.copyOf(values);
    }
  }

  public Bars {
    groups = List.copyOf(groups);
    series = List.copyOf(series);
  }

  @Override
  public Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int group = i;
      rows.add(
          Stream.concat(
                  Stream.of(groups.get(i)),
                  series.stream().map(one -> shown(one.values().get(group))))
              .toList());
    }
    List<String> heads = series.stream().map(one -> one.name() + ", " + yTitle).toList();
    return new Table(Stream.concat(Stream.of(xTitle), heads.stream()).toList(), rows);
  }

  static String shown(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
