package dev.redline.record.picture;

import dev.redline.quoting.SeenText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How charts look: no ground of their own, and colours that the colour-blind tell apart. */
final class ChartLook {

  static final int WIDTH = 640;
  static final int HEIGHT = 340;
  static final Color INK = new Color(0x20, 0x21, 0x24);
  static final Color GRID = new Color(0xd0, 0xd7, 0xde);
  private static final Color NONE = new Color(0, 0, 0, 0);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final int LONGEST = 60;
  private static final int LONGEST_TOGETHER = 70;
  private static final int LEGEND_LINE = 24;
  static final Font PLAIN = new Font("SansSerif", Font.PLAIN, 12);

  /** After Okabe and Ito, without the yellow, which white swallows. */
  private static final List<Color> SERIES =
      List.of(
          new Color(0x00, 0x72, 0xb2),
          new Color(0xd5, 0x5e, 0x00),
          new Color(0x00, 0x9e, 0x73),
          new Color(0xcc, 0x79, 0xa7),
          new Color(0x56, 0xb4, 0xe9),
          new Color(0xe6, 0x9f, 0x00));

  private ChartLook() {}

  /** The same colour for the same place in the legend, in every chart. */
  static Color series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** As an attribute in SVG has it. */
  static String rgb(Color color) {
    return "rgb(%d,%d,%d)".formatted(color.getRed(), color.getGreen(), color.getBlue());
  }

  /** On one line that fits, for the library draws no empty ones. */
  static String text(String text) {
    String line = SeenText.line(text);
    String fits = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    return fits.isEmpty() ? "–" : fits;
  }

  /** As {@link #text}, each another: the library takes no name twice. */
  static List<String> texts(List<String> names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      String text = text(name);
      texts.add(texts.contains(text) ? "%d: %s".formatted(texts.size() + 1, text) : text);
    }
    return texts;
  }

  /** Names that do not fit beside each other stand below each other, and the picture grows. */
  static boolean below(List<String> names) {
    return names.stream().mapToInt(String::length).sum() > LONGEST_TOGETHER;
  }

  static int height(List<String> names) {
    return below(names) ? HEIGHT + LEGEND_LINE * names.size() : HEIGHT;
  }

  static void apply(AxesChartStyler styler, List<String> names) {
    apply(styler);
    styler.setLegendLayout(below(names) ? LegendLayout.Vertical : LegendLayout.Horizontal);
  }

  static void apply(AxesChartStyler styler) {
    styler.setBaseFont(PLAIN);
    styler.setAxisTitleFont(PLAIN).setAxisTickLabelsFont(PLAIN);
    styler.setAxisTickLabelsColor(INK).setAxisTickMarksColor(INK);
    styler.setXAxisTickLabelsColor(INK).setYAxisTickLabelsColor(INK);
    styler.setXAxisTickMarksColor(INK).setYAxisTickMarksColor(INK);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(THIN);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setXAxisTitleColor(INK).setYAxisTitleColor(INK);
    styler.setChartFontColor(INK).setAnnotationTextFontColor(INK).setAnnotationTextFont(PLAIN);
    styler.setChartTitleVisible(false).setLegendFont(PLAIN).setLegendBorderColor(NONE);
    styler.setLegendBackgroundColor(NONE).setLegendPosition(LegendPosition.OutsideS);
    styler.setChartBackgroundColor(NONE).setPlotBackgroundColor(NONE).setPlotBorderColor(GRID);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setMarkerSize(7);
  }
}
