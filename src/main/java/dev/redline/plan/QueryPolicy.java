package dev.redline.plan;

/**
 * The settings under which every vector search runs.
 *
 * @param efSearchAtLeast 1 to 1000
 * @param efSearchPerK 1 to 1000
 */
public record QueryPolicy(int efSearchAtLeast, int efSearchPerK, IterativeScan iterativeScan) {

  /** The largest {@code hnsw.ef_search} that pgvector takes. */
  static final int EF_SEARCH_LIMIT = 1000;

  static QueryPolicy read(Node node) {
    Section section = node.section("ef_search_at_least", "ef_search_per_k", "iterative_scan");
    return new QueryPolicy(
        section.scalar("ef_search_at_least").asInteger(1, EF_SEARCH_LIMIT),
        section.scalar("ef_search_per_k").asInteger(1, EF_SEARCH_LIMIT),
        IterativeScan.read(section.scalar("iterative_scan")));
  }

  /**
   * {@code hnsw.ef_search} for {@code k} rows: the greater of the floor and k times the factor, cut
   * at pgvector's limit of 1000.
   *
   * @throws IllegalArgumentException if {@code k} is less than 1
   */
  public int efSearch(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("A search returns at least one row, not " + k + ".");
    }
    return (int) Math.min(EF_SEARCH_LIMIT, Math.max(efSearchAtLeast, (long) efSearchPerK * k));
  }
}
