package dev.redline.postgres;

/** Tells the harness's sessions apart in {@code pg_stat_activity}. */
public enum ApplicationName {
  /** Health checks, snapshots and changes. */
  CONTROL("redline-control"),
  /** Evaluation and vector search. */
  EVALUATION("redline-evaluation"),
  /** The load of a conversation memory. */
  LTST("redline-ltst");

  private final String value;

  ApplicationName(String value) {
    this.value = value;
  }

  /** The name as the server sees it. */
  public String value() {
    return value;
  }
}
