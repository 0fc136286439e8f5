package dev.redline.record.picture;

import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Plot.Role;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A plot as XChart draws it. */
final class PlotChart {

  private static final BasicStroke LINE = new BasicStroke(2);

  private PlotChart() {}

  static XYChart of(Plot plot) {
    XYChart chart =
        new XYChartBuilder()
            .width(ChartLook.WIDTH)
            .height(ChartLook.height(names(plot)))
            .xAxisTitle(ChartLook.text(plot.xTitle()))
            .yAxisTitle(ChartLook.text(plot.yTitle()))
            .build();
    ChartLook.apply(chart.getStyler(), names(plot));
    chart.getStyler().setYAxisLogarithmic(plot.yScale() == AxisScale.LOGARITHMIC);
    List<String> names = ChartLook.texts(names(plot));
    for (int i = 0; i < plot.lines().size(); i++) {
      draw(chart, names.get(i), plot.lines().get(i), ChartLook.series(i));
    }
    PointLabels.of(plot).ifPresent(labels -> label(chart, labels));
    return chart;
  }

  private static void label(XYChart chart, PointLabels labels) {
    chart.getStyler().setXAxisMin(labels.x().low()).setXAxisMax(labels.x().high());
    chart.getStyler().setYAxisMin(labels.y().low()).setYAxisMax(labels.y().high());
    labels
        .placed()
        .forEach(
            label ->
                chart.addAnnotation(new AnnotationText(label.text(), label.x(), label.y(), false)));
  }

  private static void draw(XYChart chart, String name, Line line, Color color) {
    XYSeries series =
        chart.addSeries(
            name,
            line.points().stream().mapToDouble(Point::x).toArray(),
            line.points().stream().mapToDouble(Point::y).toArray());
    series.setLineColor(color);
    series.setMarkerColor(color);
    look(series, line.role());
  }

  private static void look(XYSeries series, Role role) {
    series.setLineStyle(
        switch (role) {
          case MEASURED -> LINE;
          case LIMIT, INTERVAL -> SeriesLines.DASH_DASH;
          case CHOSEN -> SeriesLines.NONE;
        });
    series.setMarker(
        switch (role) {
          case MEASURED -> SeriesMarkers.CIRCLE;
          case LIMIT, INTERVAL -> SeriesMarkers.NONE;
          case CHOSEN -> SeriesMarkers.DIAMOND;
        });
  }

  static List<String> names(Plot plot) {
    return plot.lines().stream().map(Line::name).toList();
  }
}
