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

  /** Recall of one search; a row counts once. */
  static double of(List<Neighbour> found, List<Neighbour> exact) {
    Set<String> wanted = new HashSet<>(exact.stream().map(Neighbour::id).toList());
    long hits = found.stream().map(Neighbour::id).distinct().filter(wanted::contains).count();
    return (double) hits / wanted.size();
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
