package dev.redline.vector;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Recall@k over several queries: the share of the k exact nearest neighbours that a search
 * returned.
 *
 * @param mean over all queries, 0 to 1
 * @param worst of the queries
 */
public record Recall(double mean, double worst) {

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
   * @param each one figure a query, at least one
   */
  static Recall over(Collection<Double> each) {
    return new Recall(
        each.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        each.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
  }
}
