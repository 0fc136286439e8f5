package dev.redline.rag.metric;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The metrics of many queries, in their order, as bare numbers. */
public final class MetricTable {

  private static final int FIRST_ROOM = 16;

  private final Map<Metric, double[]> columns = new EnumMap<>(Metric.class);
  private int rows;

  public void add(QueryMetrics query) {
    for (Metric metric : Metric.values()) {
      double[] column = columns.computeIfAbsent(metric, m -> new double[FIRST_ROOM]);
      if (rows == column.length) {
        column = Arrays.copyOf(column, 2 * rows);
        columns.put(metric, column);
      }
      column[rows] = query.get(metric);
    }
    rows++;
  }

  public int rows() {
    return rows;
  }

  /** One metric of all queries; a copy. */
  public double[] column(Metric metric) {
    return Arrays.copyOf(columns.getOrDefault(metric, new double[0]), rows);
  }
}
