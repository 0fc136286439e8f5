package dev.redline.rag.metric;

/** How RAGChecker groups its metrics. */
public enum MetricGroup {
  OVERALL("overall"),
  RETRIEVER("retriever"),
  GENERATOR("generator");

  private final String olderKey;

  MetricGroup(String olderKey) {
    this.olderKey = olderKey;
  }

  /** The group's key in a file, as in {@code overall_metrics}. */
  public String key() {
    return olderKey + "_metrics";
  }

  /** The key that older files used, as in {@code overall}: read, never written. */
  public String olderKey() {
    return olderKey;
  }
}
