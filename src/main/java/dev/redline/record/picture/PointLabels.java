package dev.redline.record.picture;

import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Point;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Where the labels of a plot stand: above or below their points, on no other label and on no other
 * point. One that finds no such place is left out, for it is in the table; those of chosen points
 * come first.
 */
final class PointLabels {

  /** Of the plot itself, in pixels, less than the library leaves for it. */
  private static final double WIDTH = 500;

  private static final double HEIGHT = 200;

  /** Room around the points for the labels of those at the edge, as a share of the axis. */
  private static final double BESIDE = 0.08;

  private static final double ABOVE = 0.16;

  private static final double PER_LETTER = 7.5;
  private static final double LINE = 14;
  private static final double MARKER = 8;

  /** A label with the place of its middle, as the axes count. */
  record Label(String text, double x, double y) {}

  /** Both ends of an axis, with room for labels. */
  record Axis(double low, double high) {

    private static Axis of(List<Point> points, ToDoubleFunction<Point> at, double share) {
      double low = points.stream().mapToDouble(at).min().orElse(0);
      double high = points.stream().mapToDouble(at).max().orElse(1);
      double room = share * (high > low ? high - low : Math.max(Math.abs(high), 1));
      return new Axis(low - room, high + room);
    }

    private double pixel(double value, double length) {
      return (value - low) / (high - low) * length;
    }

    private double value(double pixel, double length) {
      return low + pixel / length * (high - low);
    }
  }

  private final List<Point> points;
  private final Axis x;
  private final Axis y;
  private final List<Rectangle2D> taken = new ArrayList<>();

  private PointLabels(List<Point> points) {
    this.points = points;
    this.x = Axis.of(points, Point::x, BESIDE);
    this.y = Axis.of(points, Point::y, ABOVE);
  }

  /** Empty where no point has a label, or an axis is not linear. */
  static Optional<PointLabels> of(Plot plot) {
    List<Point> points =
        plot.lines().stream()
            .flatMap(line -> line.points().stream())
            .sorted(Comparator.comparing(plot::isChosen).reversed())
            .toList();
    boolean labelled = points.stream().anyMatch(point -> !point.label().isEmpty());
    return labelled && plot.yScale() == AxisScale.LINEAR
        ? Optional.of(new PointLabels(points))
        : Optional.empty();
  }

  Axis x() {
    return x;
  }

  Axis y() {
    return y;
  }

  /** As many as there is room for. */
  List<Label> placed() {
    List<Label> labels = new ArrayList<>();
    for (Point point : points) {
      if (!point.label().isEmpty()) {
        placed(point).ifPresent(labels::add);
      }
    }
    return labels;
  }

  private Optional<Label> placed(Point point) {
    String text = ChartLook.text(point.label());
    double width = text.length() * PER_LETTER;
    double middle = x.pixel(point.x(), WIDTH);
    double inside = Math.max(width / 2, Math.min(middle, WIDTH - width / 2));
    double above = y.pixel(point.y(), HEIGHT);
    for (double shift : new double[] {LINE, -LINE}) {
      Rectangle2D box = box(inside, above + shift, width, LINE);
      if (isFree(box, point)) {
        taken.add(box);
        return Optional.of(
            new Label(text, x.value(box.getCenterX(), WIDTH), y.value(box.getCenterY(), HEIGHT)));
      }
    }
    return Optional.empty();
  }

  private boolean isFree(Rectangle2D box, Point of) {
    return new Rectangle2D.Double(0, 0, WIDTH, HEIGHT).contains(box)
        && taken.stream().noneMatch(box::intersects)
        && points.stream()
            .filter(other -> other.x() != of.x() || other.y() != of.y())
            .noneMatch(other -> box.intersects(marker(other)));
  }

  private Rectangle2D marker(Point point) {
    return box(x.pixel(point.x(), WIDTH), y.pixel(point.y(), HEIGHT), MARKER, MARKER);
  }

  private static Rectangle2D box(double middle, double height, double width, double tall) {
    return new Rectangle2D.Double(middle - width / 2, height - tall / 2, width, tall);
  }
}
