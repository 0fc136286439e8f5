package dev.redline.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Figures to be drawn as lines.
 *
 * @param xTitle with the unit
 * @param yTitle with the unit
 * @param lines in the order of the legend, at least one
 */
public record Plot(String title, String xTitle, String yTitle, AxisScale yScale, List<Line> lines)
    implements Picture {

  public Plot {
    lines = List.copyOf(lines);
  }

  /** With a linear axis. */
  public Plot(String title, String xTitle, String yTitle, List<Line> lines) {
    this(title, xTitle, yTitle, AxisScale.LINEAR, lines);
  }

  /** What a line stands for. */
  public enum Role {
    MEASURED,
    /** What was measured may not be beyond it. */
    LIMIT,
    /** An end of the interval around what was measured. */
    INTERVAL,
    /** Points that count among those measured; they are not joined. */
    CHOSEN
  }

  /**
   * A line of the plot.
   *
   * @param points in the order in which they are joined
   */
  public record Line(String name, Role role, List<Point> points) {

    public Line {
      points = List.copyOf(points);
    }

    /** What was measured. */
    public Line(String name, List<Point> points) {
      this(name, Role.MEASURED, points);
    }

    private List<Double> xs() {
      return points.stream().map(Point::x).toList();
    }
  }

  /**
   * A point of a line.
   *
   * @param label written beside the point; may be empty
   */
  public record Point(double x, double y, String label) {}

  @Override
  public Table table() {
    List<Line> measured = lines.stream().filter(line -> line.role() == Role.MEASURED).toList();
    boolean sameXs = measured.stream().map(Line::xs).distinct().count() == 1;
    return sameXs && !labelled() ? sideBySide(measured) : oneBelowTheOther();
  }

  private boolean labelled() {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .anyMatch(point -> !point.label().isEmpty());
  }

  /** A column a line; what is no measurement has its figure in the head. */
  private Table sideBySide(List<Line> measured) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < measured.get(0).points().size(); i++) {
      int row = i;
      rows.add(
          Stream.concat(
                  Stream.of(Bars.shown(measured.get(0).points().get(i).x())),
                  measured.stream().map(line -> Bars.shown(line.points().get(row).y())))
              .toList());
    }
    Stream<String> heads = measured.stream().map(line -> line.name() + ", " + yTitle);
    return new Table(Stream.concat(Stream.of(xTitle), heads).toList(), rows);
  }

  private Table oneBelowTheOther() {
    return new Table(
        List.of("line", "label", xTitle, yTitle),
        lines.stream()
            .flatMap(line -> line.points().stream().map(point -> row(line, point)))
            .toList());
  }

  private static List<String> row(Line line, Point point) {
    return List.of(line.name(), point.label(), Bars.shown(point.x()), Bars.shown(point.y()));
  }
}
