package dev.redline.vector;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Recall@k over several queries: the share of the k exact nearest neighbours that a search
 * returned.
 *
 * @param mean over all queries, 0 to 1; NaN of none
 * @param worst of the queries; NaN of none
 * @param queries that it was measured with
 * @param low end of the interval of 95 % for the mean over all queries that there are
 * @param high end of that interval
 */
public record Recall(double mean, double worst, int queries, double low, double high) {

  /** The two-sided quantile of the normal distribution for 95 %. */
  private static final double Z = 1.959964;

  /**
   * Recall of one search; a row counts once. A row that is as near as the last of the exact ones is
   * as good as that: bits that differ, counted, tie often.
   */
  static double of(List<Neighbour> found, List<Neighbour> exact) {
    Set<String> wanted = new HashSet<>(exact.stream().map(Neighbour::id).toList());
    double last = exact.isEmpty() ? Double.NaN : exact.get(exact.size() - 1).distance();
    long hits =
        found.stream()
            .filter(row -> wanted.contains(row.id()) || row.distance() <= last)
            .map(Neighbour::id)
            .distinct()
            .count();
    return wanted.isEmpty() ? Double.NaN : Math.min(1, (double) hits / wanted.size());
  }

  /**
   * The interval is Wilson's (1927) with one trial a query: right for shares that are 0 or 1, and
   * wider than needed for those between.
   *
   * @param each one figure a query
   */
  public static Recall over(Collection<Double> each) {
    int n = each.size();
    double mean = each.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double worst = each.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    double centre = (mean + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(mean * (1 - mean) / n + Z * Z / (4.0 * n * n));
    return new Recall(mean, worst, n, Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
