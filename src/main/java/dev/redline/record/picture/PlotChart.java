package dev.redline.record.picture;

import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Plot.Role;
import dev.redline.verdict.Scale;
import java.awt.BasicStroke;
import java.awt.Color;
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
            .height(ChartLook.HEIGHT)
            .xAxisTitle(ChartLook.text(plot.xTitle()))
            .yAxisTitle(ChartLook.text(plot.yTitle()))
            .build();
    ChartLook.apply(chart.getStyler());
    chart.getStyler().setYAxisLogarithmic(plot.yScale() == Scale.LOGARITHMIC);
    for (int i = 0; i < plot.lines().size(); i++) {
      draw(chart, plot.lines().get(i), ChartLook.series(i));
    }
    return chart;
  }

  private static void draw(XYChart chart, Line line, Color color) {
    XYSeries series =
        chart.addSeries(
            ChartLook.text(line.name()),
            line.points().stream().mapToDouble(Point::x).toArray(),
            line.points().stream().mapToDouble(Point::y).toArray());
    series.setLineColor(color);
    series.setMarkerColor(color);
    look(series, line.role());
    line.points().stream()
        .filter(point -> !point.label().isEmpty())
        .forEach(
            point ->
                chart.addAnnotation(
                    new AnnotationText(
                        ChartLook.text(point.label()), point.x(), point.y(), false)));
  }

  private static void look(XYSeries series, Role role) {
    series.setLineStyle(
        switch (role) {
          case MEASURED -> LINE;
          case LIMIT -> SeriesLines.DASH_DASH;
          case CHOSEN -> SeriesLines.NONE;
        });
    series.setMarker(
        switch (role) {
          case MEASURED -> SeriesMarkers.CIRCLE;
          case LIMIT -> SeriesMarkers.NONE;
          case CHOSEN -> SeriesMarkers.DIAMOND;
        });
  }
}
