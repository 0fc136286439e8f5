package dev.redline.search;

/** How a search finds its rows, and what a person does about what it misses. */
public enum SearchMethod {
  HNSW(
      "check hnsw.iterative_scan in the policy, and hnsw.max_scan_tuples",
      "raise hnsw.ef_search, or build the index with larger m",
      "look at the plan; lower hnsw.ef_search only if recall allows"),
  IVFFLAT(
      "raise ivfflat.probes, or have ivfflat.iterative_scan: relaxed_order, under set: at the search"
          + " in gates/workload.yaml",
      "raise ivfflat.probes under set: at the search in gates/workload.yaml, or build the index"
          + " anew: its lists are those of the rows that were there then",
      "look at the plan; lower ivfflat.probes only if recall allows, or build with more lists"),
  /** Every row that counts is read. */
  EXACT(
      "ask for fewer rows: no index is in the way, so that no more of them match",
      "no setting of an index helps: the exact search misses none unless rows changed meanwhile",
      "look at the plan; an index on what is filtered by helps exact searches");

  private final String rows;
  private final String recall;
  private final String time;

  SearchMethod(String rows, String recall, String time) {
    this.rows = rows;
    this.recall = recall;
    this.time = time;
  }

  /** What to do if it returns too few rows. */
  public String forRows() {
    return rows;
  }

  /** What to do if it misses nearest rows. */
  public String forRecall() {
    return recall;
  }

  /** What to do if it is slow. */
  public String forTime() {
    return time;
  }
}
