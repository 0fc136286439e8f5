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
  int height();

  void paint(Graphics2D graphics);

  static Drawing of(Picture picture) {
    if (picture instanceof TreePair trees) {
      return new TreeDrawing(trees);
    }
    if (picture instanceof Bars bars) {
      return drawn(BarsChart.of(bars), BarsChart.height(bars));
    }
    if (picture instanceof Grid grid) {
      return drawn(GridChart.of(grid), ChartLook.HEIGHT);
    }
    Plot plot = (Plot) picture;
    return drawn(PlotChart.of(plot), ChartLook.height(PlotChart.names(plot)));
  }

  private static Drawing drawn(IChart chart, int height) {
    return new Drawing() {
      @Override
      public int height() {
        return height;
      }

      @Override
      public void paint(Graphics2D graphics) {
        chart.paint(graphics, ChartLook.WIDTH, height);
      }
    };
  }
}
