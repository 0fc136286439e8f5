package dev.redline.verdict;

/** What evidence says about a promise. Only {@link #PASS} lets a plan go on. */
public enum Status {
  /** The promise holds. */
  PASS,
  /** The promise is broken. */
  FAIL,
  /** The evidence is missing, unreadable or too little to say. */
  INCONCLUSIVE,
  /** A person has to decide before anything goes on. */
  PAUSED
}
