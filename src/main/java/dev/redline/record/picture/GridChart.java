package dev.redline.record.picture;

import dev.redline.verdict.Grid;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Counts as cells, as XChart draws them: each with its figure, the first row at the top. */
final class GridChart {

  /** From little to much, light enough for dark figures. */
  private static final Color[] SHADES = {new Color(0xf4, 0xf6, 0xf8), new Color(0x56, 0xb4, 0xe9)};

  /** Unlike ink it stays dark in the dark, as the cells stay light. */
  private static final Color ON_CELLS = new Color(0x20, 0x21, 0x25);

  private GridChart() {}

  static HeatMapChart of(Grid grid) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(ChartLook.WIDTH)
            .height(ChartLook.HEIGHT)
            .xAxisTitle(ChartLook.text(grid.xTitle()))
            .yAxisTitle(ChartLook.text(grid.yTitle()))
            .build();
    ChartLook.apply(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setRangeColors(SHADES);
    chart.getStyler().setShowValue(true).setHeatMapValueDecimalPattern("0");
    chart.getStyler().setValueFont(ChartLook.PLAIN).setValueFontColor(ON_CELLS);
    List<List<Integer>> upwards = new ArrayList<>(grid.counts());
    List<String> names = new ArrayList<>(grid.rows());
    Collections.reverse(upwards);
    Collections.reverse(names);
    chart.addSeries(
        "counts",
        grid.columns().stream().map(ChartLook::text).toList(),
        names.stream().map(ChartLook::text).toList(),
        cells(upwards));
    return chart;
  }

  private static List<Number[]> cells(List<List<Integer>> rows) {
    List<Number[]> cells = new ArrayList<>();
    for (int y = 0; y < rows.size(); y++) {
      for (int x = 0; x < rows.get(y).size(); x++) {
        cells.add(new Number[] {x, y, rows.get(y).get(x)});
      }
    }
    return cells;
  }
}
