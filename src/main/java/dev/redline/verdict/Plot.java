package dev.redline.verdict;

import java.util.List;

/**
 * Figures to be drawn as lines.
 *
 * @param lines in the order of the legend, at least one
 */
public record Plot(String title, String xTitle, String yTitle, List<Line> lines) {

  /**
   * A line of the plot.
   *
   * @param points in the order in which they are joined
   */
  public record Line(String name, List<Point> points) {}

  /**
   * A point of a line.
   *
   * @param label written beside the point
   */
  public record Point(double x, double y, String label) {}
}
