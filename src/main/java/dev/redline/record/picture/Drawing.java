package dev.redline.record.picture;

import dev.redline.verdict.Bars;
import dev.redline.verdict.Grid;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Plot;
import dev.redline.verdict.TreePair;
import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.IChart;

/** A picture with its size, ready to be drawn. */
interface Drawing {

  /** In pixels. */
  default int height() {
    return ChartLook.HEIGHT;
  }

  void paint(Graphics2D graphics);

  static Drawing of(Picture picture) {
    if (picture instanceof TreePair trees) {
      return new TreeDrawing(trees);
    }
    IChart chart = chart(picture);
    return graphics -> chart.paint(graphics, ChartLook.WIDTH, ChartLook.HEIGHT);
  }

  private static IChart chart(Picture picture) {
    if (picture instanceof Bars bars) {
      return BarsChart.of(bars);
    }
    return picture instanceof Grid grid ? GridChart.of(grid) : PlotChart.of((Plot) picture);
  }
}
