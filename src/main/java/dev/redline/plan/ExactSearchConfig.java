package dev.redline.plan;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;

/**
 * When a filter is too selective for the index. To find k rows that match, the index has to visit
 * some {@code k / selectivity} of them in the order of their distance. With {@code hnsw.ef_search}
 * it sees that many at once; beyond, it scans on and, in strict order, loses rows; at {@code
 * hnsw.max_scan_tuples} it gives up.
 *
 * @param aboveEfSearch times {@code hnsw.ef_search}, 1 to 1000: the search is exact if the index
 *     would visit more, and no more than {@code rowsAtMost} rows match
 * @param rowsAtMost rows that an exact search is not too slow for, 0 or more
 * @param aboveScanShare of {@code hnsw.max_scan_tuples}, 0 to 1: the search is exact if the index
 *     would visit more, however many rows match
 */
public record ExactSearchConfig(double aboveEfSearch, int rowsAtMost, double aboveScanShare) {

  static ExactSearchConfig read(Node node) {
    Section section = node.section("above_ef_search", "rows_at_most", "above_scan_share");
    return new ExactSearchConfig(
        section.scalar("above_ef_search").asDecimal(1, 1000),
        section.scalar("rows_at_most").asInteger(0, Integer.MAX_VALUE),
        section.scalar("above_scan_share").asDecimal(0, 1));
  }

  /**
   * How many rows the index has to visit for {@code k} that match; all of the table at most.
   *
   * @param matching rows that the filter lets through
   * @param total rows of the table
   */
  public static long visited(int k, long matching, long total) {
    return matching <= k ? total : Math.min(total, Math.round((double) k * total / matching));
  }

  /**
   * Whether to search without the index; never without a filter.
   *
   * @param efSearch {@code hnsw.ef_search} as in force
   * @param maxScanTuples {@code hnsw.max_scan_tuples} as in force
   */
  public boolean asksForExact(int k, long matching, long total, long efSearch, long maxScanTuples) {
    long visited = visited(k, matching, total);
    boolean scansOn = visited > aboveEfSearch * efSearch && matching <= rowsAtMost;
    return matching < total && (scansOn || visited > aboveScanShare * maxScanTuples);
  }
}
