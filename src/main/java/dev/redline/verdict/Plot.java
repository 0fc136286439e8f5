package dev.redline.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures to be drawn as lines.
 *
 * @param xTitle with the unit
 * @param yTitle with the unit
 * @param labels what the labels of points are
 * @param lines in the order of the legend, at least one
 */
public record Plot(
    String title, String xTitle, String yTitle, AxisScale yScale, String labels, List<Line> lines)
    implements Picture {

  public Plot {
    lines = List.copyOf(lines);
  }

  /** Of points without labels. */
  public Plot(String title, String xTitle, String yTitle, AxisScale yScale, List<Line> lines) {
    this(title, xTitle, yTitle, yScale, "label", lines);
  }

  /** With a linear axis. */
  public Plot(String title, String xTitle, String yTitle, List<Line> lines) {
    this(title, xTitle, yTitle, AxisScale.LINEAR, lines);
  }

  /** With what its labels are called. */
  public Plot withLabels(String what) {
    return new Plot(title, xTitle, yTitle, yScale, what, lines);
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
    List<Line> figures =
        lines.stream()
            .filter(line -> line.role() == Role.MEASURED || line.role() == Role.INTERVAL)
            .toList();
    boolean sameXs = figures.stream().map(Line::xs).distinct().count() == 1;
    return sameXs ? sideBySide(figures) : oneBelowTheOther();
  }

  /** Whether the point is one of those that count. */
  public boolean isChosen(Point point) {
    return lines.stream()
        .filter(line -> line.role() == Role.CHOSEN)
        .flatMap(line -> line.points().stream())
        .anyMatch(chosen -> chosen.x() == point.x() && chosen.y() == point.y());
  }

  private boolean labelled() {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .anyMatch(point -> !point.label().isEmpty());
  }

  /** A column a line; a limit has its figure in its name. */
  private Table sideBySide(List<Line> figures) {
    List<Point> points = figures.get(0).points();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      int row = i;
      List<String> cells = new ArrayList<>(labelled() ? List.of(label(points.get(i))) : List.of());
      cells.add(Bars.shown(points.get(i).x()));
      figures.forEach(line -> cells.add(Bars.shown(line.points().get(row).y())));
      rows.add(cells);
    }
    List<String> heads = new ArrayList<>(labelled() ? List.of(labels) : List.of());
    heads.add(xTitle);
    figures.forEach(line -> heads.add(line.name() + ", " + yTitle));
    return new Table(heads, rows);
  }

  /** Chosen points are marked where they stand among those measured. */
  private Table oneBelowTheOther() {
    return new Table(
        labelled() ? List.of("line", labels, xTitle, yTitle) : List.of("line", xTitle, yTitle),
        lines.stream()
            .filter(line -> line.role() != Role.CHOSEN)
            .flatMap(line -> line.points().stream().map(point -> row(line, point)))
            .toList());
  }

  private List<String> row(Line line, Point point) {
    String x = Bars.shown(point.x());
    String y = Bars.shown(point.y());
    return labelled() ? List.of(line.name(), label(point), x, y) : List.of(line.name(), x, y);
  }

  private String label(Point point) {
    return isChosen(point) ? point.label() + " (chosen)" : point.label();
  }
}
