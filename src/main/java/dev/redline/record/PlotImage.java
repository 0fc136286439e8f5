package dev.redline.record;

import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Draws a plot; needs fonts on the machine, but no screen. */
final class PlotImage {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;

  private PlotImage() {}

  /** The picture as a PNG file. */
  static byte[] png(Plot plot) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(plot.title())
            .xAxisTitle(plot.xTitle())
            .yAxisTitle(plot.yTitle())
            .build();
    plot.lines().forEach(line -> draw(chart, line));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", png);
    return png.toByteArray();
  }

  private static void draw(XYChart chart, Line line) {
    chart.addSeries(
        line.name(),
        line.points().stream().mapToDouble(Point::x).toArray(),
        line.points().stream().mapToDouble(Point::y).toArray());
    line.points()
        .forEach(
            point ->
                chart.addAnnotation(
                    new AnnotationText(point.label(), point.x(), point.y(), false)));
  }
}
