package dev.redline.record.picture;

import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;

/** Bars as XChart draws them. */
final class BarsChart {

  /** With more groups their names would overlap, as fewer long ones do. */
  private static final int UPRIGHT = 6;

  /** The library leaves out a name that would go beyond the picture. */
  private static final int ANGLE = 45;

  private static final int ROOM_FOR_NAMES = 100;

  private BarsChart() {}

  static CategoryChart of(Bars bars) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(ChartLook.WIDTH)
            .height(height(bars))
            .xAxisTitle(ChartLook.text(bars.xTitle()))
            .yAxisTitle(ChartLook.text(bars.yTitle()))
            .build();
    ChartLook.apply(chart.getStyler(), names(bars));
    chart.getStyler().setStacked(bars.layout() == Layout.STACKED);
    scale(chart.getStyler(), bars);
    chart.getStyler().setXAxisLabelRotation(upright(bars) ? 0 : ANGLE);
    List<String> groups = ChartLook.texts(bars.groups());
    List<String> names = ChartLook.texts(names(bars));
    for (int i = 0; i < bars.series().size(); i++) {
      Series series = bars.series().get(i);
      chart.addSeries(names.get(i), groups, series.values()).setFillColor(ChartLook.series(i));
    }
    return chart;
  }

  /**
   * A value of 0, such as a setting that is off, has no place on a logarithmic axis; where there is
   * none, bars begin below the smallest value, since no such axis begins at 0.
   */
  private static void scale(CategoryStyler styler, Bars bars) {
    double smallest =
        bars.series().stream()
            .flatMap(series -> series.values().stream())
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(0);
    if (bars.yScale() == AxisScale.LOGARITHMIC && smallest > 0) {
      styler.setYAxisLogarithmic(true);
      styler.setYAxisMin(smallest / 2);
    }
  }

  static int height(Bars bars) {
    return ChartLook.height(names(bars)) + (upright(bars) ? 0 : ROOM_FOR_NAMES);
  }

  private static boolean upright(Bars bars) {
    return bars.groups().size() <= UPRIGHT && !ChartLook.below(bars.groups());
  }

  static List<String> names(Bars bars) {
    return bars.series().stream().map(Series::name).toList();
  }
}
