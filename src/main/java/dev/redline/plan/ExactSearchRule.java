package dev.redline.plan;

/**
 * When a filter is too selective for the index. To find k rows, the index has to visit some {@code
 * k / selectivity} of them in the order of their distance, and pgvector gives up after {@code
 * hnsw.max_scan_tuples}. Long before that, reading the rows that match is faster, and exact.
 *
 * @param aboveScanShare the share of {@code hnsw.max_scan_tuples} above which the search is exact
 */
public record ExactSearchRule(double aboveScanShare) {

  static ExactSearchRule read(Node node) {
    return new ExactSearchRule(
        node.section("above_scan_share").scalar("above_scan_share").asDecimal(0, 1));
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
   * Whether to search without the index.
   *
   * @param maxScanTuples {@code hnsw.max_scan_tuples} as in force
   */
  public boolean asksForExact(int k, long matching, long total, long maxScanTuples) {
    return matching < total && visited(k, matching, total) > aboveScanShare * maxScanTuples;
  }
}
